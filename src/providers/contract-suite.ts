/** The tests that every provider must pass, whoever it is. */
import { strict as assert } from 'node:assert';
import { after, before, suite } from 'node:test';
import { askTests, cancelTests, startTests } from './contract-attempts.ts';
import type { Harness, ProviderHarness } from './contract-harness.ts';
import { disputeTests } from './contract-disputes.ts';
import { keyTests } from './contract-keys.ts';
import { listTests, notificationTests, refundTests } from './contract-money.ts';

/** Registers the suite; `makeHarness` is called when it runs. */
export function providerContract(name: string, makeHarness: () => Promise<ProviderHarness>): void {
  suite(`the provider contract, kept by ${name}`, () => {
    let made: ProviderHarness | null = null;
    before(async () => {
      made = await makeHarness();
    });
    after(() => made?.close());
    const harness: Harness = () => {
      assert(made, 'the harness is made before the tests');
      return made;
    };
    startTests(harness);
    askTests(harness);
    cancelTests(harness);
    refundTests(harness);
    disputeTests(harness);
    listTests(harness);
    notificationTests(harness);
    keyTests(harness);
  });
}
