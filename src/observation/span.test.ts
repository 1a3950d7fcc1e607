import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { after, test } from 'node:test';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  trace,
  type Context,
  type Span,
  type SpanOptions,
} from '@opentelemetry/api';
import { activeTraceFields, inSpan, startRequestSpan } from './index.ts';

type Seen = { name: string; parent: string | null; attributes: object; status: number | null };

const seen: Seen[] = [];

/** As much of a tracing SDK as shows what it would be told. */
function bringSdk(): void {
  const active = new AsyncLocalStorage<Context>();
  context.setGlobalContextManager({
    active: () => active.getStore() ?? ROOT_CONTEXT,
    with: (inside, work, self, ...words) => active.run(inside, () => work.call(self, ...words)),
    bind: (_, target) => target,
    enable() {
      return this;
    },
    disable() {
      return this;
    },
  });
  const begin = (name: string, { attributes = {} }: SpanOptions, parent: Context): Span => {
    const parentId = trace.getSpanContext(parent)?.spanId ?? null;
    const one: Seen = { name, parent: parentId, attributes, status: null };
    seen.push(one);
    const spanId = String(seen.length).padStart(16, '0');
    return {
      spanContext: () => ({ traceId: '1'.repeat(32), spanId, traceFlags: 1 }),
      setAttribute(key: string, value: unknown) {
        one.attributes = { ...one.attributes, [key]: value };
        return this;
      },
      setAttributes(more: object) {
        one.attributes = { ...one.attributes, ...more };
        return this;
      },
      setStatus({ code }: { code: number }) {
        one.status = code;
        return this;
      },
      end() {
        one.name += ' (ended)';
      },
      addEvent() {
        return this;
      },
      addLink() {
        return this;
      },
      addLinks() {
        return this;
      },
      updateName() {
        return this;
      },
      isRecording: () => true,
      recordException() {},
    };
  };
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan: (name, options = {}, parent = context.active()) => begin(name, options, parent),
      startActiveSpan: () => assert.fail('it is done by hand'),
    }),
  });
  propagation.setGlobalPropagator({
    inject() {},
    fields: () => ['traceparent'],
    extract: (into, carrier: { traceparent?: string }) =>
      carrier.traceparent === undefined
        ? into
        : trace.setSpanContext(into, {
            traceId: '2'.repeat(32),
            spanId: carrier.traceparent,
            traceFlags: 1,
          }),
  });
}

after(() => {
  trace.disable();
  context.disable();
  propagation.disable();
});

test('without a tracing SDK the work is done, and no line of the log names a trace', async () => {
  const answer = await inSpan('transaction', {}, async (span) => {
    assert.equal(span.isRecording(), false);
    assert.deepEqual(activeTraceFields(), {});
    return 7;
  });
  assert.equal(answer, 7);
});

test('spans stand inside each other, below the one that the caller names, and log lines name them', async () => {
  bringSdk();
  const headers = { traceparent: 'f'.repeat(16) };
  const request = startRequestSpan('GET /:organisation/find', headers, { 'http.route': '/find' });
  await request.inside(() =>
    inSpan('provider start', { 'saldo.provider': 'sandbox' }, async () => {
      assert.equal(activeTraceFields()['span'], '2'.padStart(16, '0'));
    }),
  );
  request.end({ 'http.response.status_code': 200 }, false);
  assert.deepEqual(seen, [
    {
      name: 'GET /:organisation/find (ended)',
      parent: 'f'.repeat(16),
      attributes: { 'http.route': '/find', 'http.response.status_code': 200 },
      status: null,
    },
    {
      name: 'provider start (ended)',
      parent: '1'.padStart(16, '0'),
      attributes: { 'saldo.provider': 'sandbox' },
      status: null,
    },
  ]);
});

test('a span tells that its work failed, by the name of the error only', async () => {
  seen.length = 0;
  await assert.rejects(
    inSpan('transaction', {}, () => Promise.reject(new TypeError('maria.rossi@example.com'))),
  );
  const told = JSON.stringify(seen);
  assert.match(told, /"error\.type":"TypeError"/);
  assert.doesNotMatch(told, /maria/);
});
