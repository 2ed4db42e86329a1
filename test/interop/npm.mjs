// The other side: @digitalbazaar/vc and its cryptosuites, with the contexts
// of this tree and did:key documents; nothing is fetched.
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as ecdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import * as ecdsaRdfc from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as eddsaRdfc from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {readFileSync} from 'node:fs';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {driver} from '@digitalbazaar/did-method-key';

// By itself rdf-canonize gives up on a few like blank nodes (see run.mjs).
const WORK = {maxWorkFactor: 3};
function rdfc({cryptosuite}) {
  const suite = {
    ...cryptosuite,
    canonize: (document, options) => cryptosuite.canonize(document, {...options, ...WORK}),
  };
  return {sign: suite, verify: suite};
}

function jcs({createSignCryptosuite, createVerifyCryptosuite}) {
  return {sign: createSignCryptosuite(), verify: createVerifyCryptosuite()};
}

export const SUITES = {
  'eddsa-rdfc-2022': rdfc(eddsaRdfc),
  'eddsa-jcs-2022': jcs(eddsaJcs),
  'ecdsa-rdfc-2019': rdfc(ecdsaRdfc),
  'ecdsa-jcs-2019': jcs(ecdsaJcs),
};

export function readContexts(folder) {
  const rows = readFileSync(`${folder}/index.txt`, 'utf8').split('\n')
    .filter(line => line && !line.startsWith('#')).map(line => line.split(/ +/));
  return new Map(rows.map(([, file, url]) =>
    [url, JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))]));
}

export function documentLoader(contexts) {
  const keys = driver();
  const headers = {z6Mk: Ed25519Multikey, zDna: EcdsaMultikey, z82L: EcdsaMultikey};
  for(const [multibaseMultikeyHeader, {from}] of Object.entries(headers)) {
    keys.use({multibaseMultikeyHeader, fromMultibase: from});
  }
  return async url => {
    const document = url.startsWith('did:key:') ? await keys.get({url}) : contexts.get(url);
    if(!document) {
      throw new Error(`not known here: ${url}`);
    }
    return {contextUrl: null, documentUrl: url, document};
  };
}

export async function newKey(type) {
  const key = type === 'ed25519' ? await Ed25519Multikey.generate() :
    await EcdsaMultikey.generate({curve: type === 'p256' ? 'P-256' : 'P-384'});
  key.controller = `did:key:${key.publicKeyMultibase}`;
  key.id = `${key.controller}#${key.publicKeyMultibase}`;
  return key;
}

export function issue(credential, key, suite, date, loader) {
  return vc.issue({
    credential: structuredClone(credential), documentLoader: loader, now: date,
    suite: new DataIntegrityProof({signer: key.signer(), date, cryptosuite: SUITES[suite].sign}),
  });
}

// Empty when it verifies; else why not.
export async function refusal(credential, suite, now, loader) {
  const result = await vc.verifyCredential({
    credential: structuredClone(credential), documentLoader: loader, now,
    suite: new DataIntegrityProof({cryptosuite: SUITES[suite].verify}),
  });
  if(result.verified) {
    return '';
  }
  const errors = result.error?.errors ?? [result.error];
  return errors.map(e => e?.cause?.message ?? e?.message).join('; ') || 'refused';
}

export function canon(document, loader) {
  return SUITES['eddsa-rdfc-2022'].verify.canonize(document, {documentLoader: loader});
}
