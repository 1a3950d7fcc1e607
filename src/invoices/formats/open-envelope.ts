/**
 * Opens signed envelopes (`.p7m`, CMS SignedData, RFC 5652) and checks that the content is what was
 * signed.
 */
import { X509Certificate, constants, createHash, timingSafeEqual, verify } from 'node:crypto';
import * as asn1js from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData } from 'pkijs';
import type { SignerInfo } from 'pkijs';
import { Rejection } from './rejection.ts';

/**
 * `signers` are the common names in the certificates, the innermost signature last; no chain of
 * trust is checked.
 */
export type OpenedFile = { readonly content: Uint8Array; readonly signers: readonly string[] };

/** Envelopes inside envelopes: two or three happen, more do not. */
const deepest = 5;
const asn1Limits = { maxDepth: 60, maxNodes: 200_000, maxContentLength: 64 * 1024 * 1024 };
const messageDigest = '1.2.840.113549.1.9.4';
const pss = '1.2.840.113549.1.1.10';

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Takes a file out of its envelopes: DER or BER, base64 of it, PEM, one inside the other.
 *
 * What is not an envelope comes back as it is.
 * @throws Rejection `signature_…`; each signature of each envelope must hold
 */
export function openEnvelopes(bytes: Uint8Array): OpenedFile {
  let content = bytes;
  const signers: string[] = [];
  for (let depth = 0; ; depth += 1) {
    const envelope = envelopeIn(content);
    if (!envelope) return { content, signers };
    if (depth === deepest)
      throw new Rejection('signature_too_deep', { values: { limit: deepest } });
    const opened = openEnvelope(envelope);
    content = opened.content;
    signers.push(...opened.signers);
  }
}

/**
 * The envelope's bytes, or null when the file is none; every one starts with the tag of a sequence.
 */
function envelopeIn(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] === 0x30) return bytes;
  const start = Buffer.from(bytes.subarray(0, 80)).toString('latin1').trimStart();
  const isPem = start.startsWith('-----BEGIN');
  if (!isPem && !/^M[A-Za-z0-9+/=\s]+$/.test(start)) return null;
  const text = Buffer.from(bytes).toString('latin1');
  const bare = isPem ? text.replaceAll(/-----[^-\n]*-----/g, '') : text;
  if (/[^A-Za-z0-9+/=\s]/.test(bare)) {
    if (isPem) throw new Rejection('signature_malformed');
    return null;
  }
  const decoded = Buffer.from(bare, 'base64');
  if (decoded[0] === 0x30) return decoded;
  if (isPem) throw new Rejection('signature_malformed');
  return null;
}

function openEnvelope(envelope: Uint8Array): OpenedFile {
  const signed = parse(envelope);
  const part = signed.encapContentInfo.eContent;
  if (!part) throw new Rejection('signature_content_missing');
  const content = new Uint8Array(part.getValue());
  if (signed.signerInfos.length === 0) throw new Rejection('signature_missing');
  const certificates = (signed.certificates ?? []).filter((item) => item instanceof Certificate);
  const signers = signed.signerInfos.map((signer) => checkSigner(signer, content, certificates));
  return { content, signers };
}

function parse(envelope: Uint8Array): SignedData {
  try {
    const parsed = asn1js.fromBER(envelope, asn1Limits);
    if (parsed.offset === -1) throw new Error(parsed.result.error);
    const info = new ContentInfo({ schema: parsed.result });
    return new SignedData({ schema: info.content });
  } catch (error) {
    throw new Rejection('signature_malformed', { cause: error });
  }
}

/** RFC 5652 section 5.6; @returns the common name of the signer */
function checkSigner(
  signer: SignerInfo,
  content: Uint8Array,
  certificates: readonly Certificate[],
): string {
  const hash = hashes[signer.digestAlgorithm.algorithmId];
  if (!hash) throw new Rejection('signature_algorithm_unknown');
  const candidates = certificates.filter((certificate) => mayBe(certificate, signer));
  if (candidates.length === 0) throw new Rejection('signature_certificate_missing');
  const signedBytes = signer.signedAttrs ? signedAttributes(signer, content, hash) : content;
  for (const candidate of candidates) {
    const certificate = read(candidate);
    if (holds(signer, certificate, signedBytes, hash)) return commonName(certificate);
  }
  throw new Rejection('signature_mismatch');
}

function mayBe(certificate: Certificate, signer: SignerInfo): boolean {
  const { sid } = signer;
  if (!(sid instanceof IssuerAndSerialNumber)) return true;
  return (
    certificate.serialNumber.isEqual(sid.serialNumber) && certificate.issuer.isEqual(sid.issuer)
  );
}

function read(certificate: Certificate): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(certificate.toSchema().toBER()));
  } catch (error) {
    throw new Rejection('signature_malformed', { cause: error });
  }
}

/** The attributes as they were signed, once their digest is seen to be that of the content. */
function signedAttributes(signer: SignerInfo, content: Uint8Array, hash: string): Uint8Array {
  const attributes = signer.signedAttrs;
  const attribute = attributes?.attributes.find(({ type }) => type === messageDigest);
  const value: unknown = attribute?.values[0];
  if (!attributes || !(value instanceof asn1js.OctetString)) {
    throw new Rejection('signature_malformed');
  }
  const stated = new Uint8Array(value.getValue());
  const actual = createHash(hash).update(content).digest();
  if (stated.length !== actual.length || !timingSafeEqual(stated, actual)) {
    throw new Rejection('signature_mismatch');
  }
  return new Uint8Array(attributes.encodedValue);
}

function holds(
  signer: SignerInfo,
  certificate: X509Certificate,
  signedBytes: Uint8Array,
  hash: string,
): boolean {
  try {
    const key = certificate.publicKey;
    const algorithm = key.asymmetricKeyType?.startsWith('ed') ? null : hash;
    const padding =
      signer.signatureAlgorithm.algorithmId === pss || key.asymmetricKeyType === 'rsa-pss'
        ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
        : {};
    const signature = new Uint8Array(signer.signature.getValue());
    return verify(algorithm, signedBytes, { key, ...padding }, signature);
  } catch (error) {
    throw new Rejection('signature_algorithm_unknown', { cause: error });
  }
}

function commonName(certificate: X509Certificate): string {
  return /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? certificate.subject.replaceAll('\n', ', ');
}
