/** Spans for whoever traces: OpenTelemetry's interface alone, which does nothing until an operator brings its SDK. */
import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
} from '@opentelemetry/api';

const tracer = trace.getTracer('saldo');

/** Runs `work` inside a span of that name; what it throws marks the span and is thrown on. */
export async function inSpan<T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const span = tracer.startSpan(name, { attributes });
  return context.with(trace.setSpan(context.active(), span), async () => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      // Only the name: messages of errors may hold what a trace must not.
      span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
      throw error;
    } finally {
      span.end();
    }
  });
}

export type RequestSpan = {
  /** Runs what belongs to the request as the inside of the span. */
  readonly inside: <T>(work: () => T) => T;
  readonly end: (attributes: Attributes, isFailure: boolean) => void;
};

/**
 * The span of an incoming request; below the one that its `traceparent` names, unless the operator's
 * SDK has made one already.
 */
export function startRequestSpan(
  name: string,
  headers: Readonly<Record<string, unknown>>,
  attributes: Attributes,
): RequestSpan {
  const active = context.active();
  const parent = trace.getSpan(active) ? active : propagation.extract(active, headers);
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
  const inside = trace.setSpan(parent, span);
  return {
    inside: (work) => context.with(inside, work),
    end: (found, isFailure) => {
      span.setAttributes(found);
      if (isFailure) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** By which a log line is found from a trace; empty where nothing is traced. */
export function activeTraceFields(): Readonly<Record<string, string>> {
  const span = trace.getActiveSpan()?.spanContext();
  if (!span || !trace.isSpanContextValid(span)) return {};
  return { trace: span.traceId, span: span.spanId };
}
