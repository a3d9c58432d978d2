import type { FileHandle } from 'node:fs/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface TransferOptions {
  /** The most bytes that the file may have; more are neither kept nor waited for. */
  readonly maximumByteLength: number;
  /** How long the server may say nothing. */
  readonly timeoutMs: number;
  /** Told of the bytes of the file that are there, and of all of it where the server says. */
  readonly onProgress?: ((received: number, total: number | undefined) => void) | undefined;
}

/** A server that does not give what was asked for; its message goes behind the server's name. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
}

const maximumRedirects = 5;
/** A server that gives a byte now and then is given up after this many times the timeout. */
const patience = 60;

/**
 * Fetches a file by HTTP behind the `received` bytes of it that are there (`Range`, RFC 9110, 14), or anew where the
 * server does not go on from there.
 *
 * @throws TransferError where the server refuses, is silent, sends too much or another part, or leads round in circles.
 *   Bytes that came stay in the file.
 */
export async function transfer(
  url: URL,
  file: FileHandle,
  received: number,
  { maximumByteLength, timeoutMs, onProgress }: TransferOptions,
): Promise<void> {
  const response = await follow(url, received, timeoutMs);
  try {
    let at = startOf(response, received);
    if (at < received) await file.truncate(at);
    const total = at + lengthOf(response);
    if (total > maximumByteLength) throw new TransferError(`offers ${total} bytes, far more than the file has`);
    for await (const chunk of response) {
      if (!(chunk instanceof Uint8Array)) continue;
      if (at + chunk.length > maximumByteLength) throw new TransferError('sends far more bytes than the file has');
      await file.write(chunk, 0, chunk.length, at);
      at += chunk.length;
      onProgress?.(at, Number.isNaN(total) ? undefined : total);
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ECONNRESET') {
      throw new TransferError('cut the connection');
    }
    throw cause;
  } finally {
    response.destroy();
  }
}

async function follow(url: URL, received: number, timeoutMs: number): Promise<IncomingMessage> {
  const end = AbortSignal.timeout(Math.min(patience * timeoutMs, 2 ** 31 - 1));
  let place = url;
  for (let redirects = 0; redirects <= maximumRedirects; redirects++) {
    const response = await ask(place, received, timeoutMs, end);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200 || statusCode === 206) return response;
    response.destroy();
    // Nothing behind what is there, which was found not to be the file: all of it anew.
    if (statusCode === 416 && received > 0) return follow(place, 0, timeoutMs);
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) {
      throw new TransferError(`answers ${statusCode} ${response.statusMessage ?? ''}`.trim());
    }
    if (!URL.canParse(headers.location, place.href)) throw new TransferError('leads to no address');
    place = new URL(headers.location, place.href);
  }
  throw new TransferError(`leads on more than ${maximumRedirects} times`);
}

function ask(url: URL, received: number, timeoutMs: number, signal: AbortSignal): Promise<IncomingMessage> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TransferError(`leads to ${url.protocol}`);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const range = received > 0 ? { range: `bytes=${received}-` } : {};
  return new Promise((resolve, reject) => {
    const silent = () => new TransferError(`is silent for ${timeoutMs / 1000} s`);
    const fail = (cause: Error) => {
      const reason = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
      reject(cause instanceof TransferError ? cause : new TransferError(`cannot be reached (${reason})`));
    };
    // `identity`, since the bytes that are kept must be the file's own for `Range` to count them.
    const headers = { 'accept-encoding': 'identity', 'user-agent': 'inkling', ...range };
    const asking = request(url, { headers, signal, timeout: timeoutMs, agent: false }, (response) => {
      // From here on the response itself fails: a later error of the request has been told.
      asking.off('error', fail).on('error', () => undefined);
      asking.removeAllListeners('timeout');
      response.setTimeout(timeoutMs, () => response.destroy(silent()));
      resolve(response);
    });
    asking.on('error', fail);
    asking.on('timeout', () => asking.destroy(silent()));
    asking.end();
  });
}

/** From which byte of the file on the server sends. */
function startOf({ statusCode, headers }: IncomingMessage, received: number): number {
  if (statusCode === 200) return 0;
  const start = /^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1];
  if (start === undefined || Number(start) !== received) {
    throw new TransferError(`sends another part (${headers['content-range'] ?? 'it does not say which'})`);
  }
  return received;
}

function lengthOf({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? Number.NaN);
}
