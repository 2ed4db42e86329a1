// Interoperability with @digitalbazaar/vc: what one issues, the other must
// verify; what somebody changed on the way, neither may; and the canonical
// N-Quads must be the same bytes. Prints figures for each suite.
//
//   node run.mjs TESTAMUR CONTEXTS WORK [COUNT]
//
// Where npm is wrong or stricter, so that no document here has it:
// - jsonld 9.0.0 takes a number for a whole one when JavaScript prints it
//   without a full stop: 1e-7 and 5e-324 become "0"^^xsd:integer (JSON-LD API
//   10.7 step 9 goes by the fraction). With such numbers its RDFC suites
//   neither issue nor verify what others do.
// - rdf-canonize 5.0.0 gives up, "maximum deep iterations exceeded", when the
//   like blank nodes of a badge have blank nodes of their own, such as one
//   address in two profiles. npm.mjs raises the limit.
// - rdf-canonize 5.0.0 sorts its output by UTF-16 units, where RDFC-1.0 4.4.3
//   asks for code points: two texts that differ first in a character of U+E000
//   to U+FFFF against one beyond U+FFFF may change places, and the signature.
// - OB contexts before 3.0.2 define terms that VCDM 2.0 protects, and an
//   endorsement of another OB context than its badge defines protected terms
//   anew: both sides refuse these, as JSON-LD does.
// Where testamur is stricter, on purpose: a badge has an id and one subject,
// no null, and no term without a definition even if a JCS suite signed it.
import * as npm from './npm.mjs';
import {achievement, endorsement} from './credentials.mjs';
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {execFile} from 'node:child_process';

const [program, contexts, work, count = '200'] = process.argv.slice(2);
const CREATED = '2026-01-15T09:00:00Z';
const NOW = '2026-06-01T12:00:00Z';
const AT_ONCE = 2;
const loader = npm.documentLoader(npm.readContexts(contexts));
const RUNS = [
  ['eddsa-rdfc-2022', 'ed25519'],
  ['eddsa-jcs-2022', 'ed25519'],
  ['ecdsa-rdfc-2019', 'p256'],
  ['ecdsa-rdfc-2019', 'p384'],
  ['ecdsa-jcs-2019', 'p256'],
  ['ecdsa-jcs-2019', 'p384'],
];

// Open Badges 3.0, appendix B.1; what has no type is known by its property.
const CLASSES = ['AchievementCredential', 'EndorsementCredential', 'AchievementSubject',
  'EndorsementSubject', 'Achievement', 'Alignment', 'criteria', 'Evidence', 'Image',
  'IdentifierEntry', 'IdentityObject', 'Profile', 'parentOrg', 'Address', 'GeoCoordinates',
  'Related', 'Result', 'ResultDescription', 'RubricCriterionLevel'];

const sum = {passed: 0, failed: 0};
let figures;

function begin() {
  figures = {passed: 0, failed: 0};
}

function end(name) {
  console.log(`interop/${name}: ${figures.passed} passed, ${figures.failed} failed`);
  sum.passed += figures.passed;
  sum.failed += figures.failed;
}

function check(isGood, what, why) {
  figures[isGood ? 'passed' : 'failed']++;
  if(!isGood) {
    console.log(`FAILED ${what}: ${why}`);
  }
}

// What it says, whatever its exit status: a refusal is an answer.
function testamur(...args) {
  return new Promise(resolve => {
    execFile(program, args, {maxBuffer: 1 << 28}, (error, stdout, stderr) =>
      resolve({status: error ? error.code : 0, stdout, stderr}));
  });
}

async function forEach(list, make) {
  const results = [];
  let next = 0;
  await Promise.all(Array.from({length: AT_ONCE}, async () => {
    while(next < list.length) {
      const i = next++;
      results[i] = await make(list[i], i);
    }
  }));
  return results;
}

// Every other file in ASCII: the same document must come out of it.
function write(path, document, i = 0) {
  let text = JSON.stringify(document, null, i % 3);
  if(i % 2 === 1) {
    text = text.replace(/[^ -~\n]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }
  writeFileSync(path, text);
  return path;
}

// One change, of a kind that depends on i; each changes what is claimed.
function tamper(signed, i) {
  const copy = structuredClone(signed);
  const value = copy.proof.proofValue;
  const at = 5 + i % 60;
  const kinds = [
    () => copy.name += '.',
    () => copy.id += '0',
    () => copy.proof.proofValue = value.slice(0, at) + (value[at] === '2' ? '3' : '2') +
      value.slice(at + 1),
    () => copy.proof.created = '2026-01-15T09:00:01Z',
    () => copy.credentialSubject.type.push('Achievement'),
    () => copy.description = `not ${copy.description}`,
    () => delete copy.name,
    () => copy.proof.nonce = 'another',
    () => copy.evidence = [...copy.evidence ?? [], {type: ['Evidence'], narrative: 'more'}],
  ];
  kinds[i % kinds.length]();
  return copy;
}

// Why testamur refuses each file; empty where it verifies.
async function refusals(files) {
  const {stdout, stderr} = await testamur('verify', '--json', '--at', NOW, ...files);
  const reports = stdout.trimEnd().split('\n').map(line => JSON.parse(line));
  if(reports.length !== files.length) {
    throw new Error(`${reports.length} reports on ${files.length} files: ${stderr}`);
  }
  return reports.map(report => {
    // A badge whose endorsements do not verify is not what was meant, either.
    const parts = (report.parts ?? []).filter(part => !part.verified);
    return {
      verdict: report.verdict,
      why: report.verified && parts.length === 0 ? '' :
        JSON.stringify([...report.problemDetails, ...parts]),
    };
  });
}

async function verifyBoth(name, suite, signed, folder) {
  const good = signed.map((document, i) => write(`${folder}/${i}.json`, document, i));
  const changed = signed.map(tamper);
  const bad = changed.map((document, i) => write(`${folder}/${i}.bad.json`, document, i));
  const ours = await refusals([...good, ...bad]);
  for(let i = 0; i < signed.length; i++) {
    const n = signed.length + i;
    const theirs = await npm.refusal(signed[i], suite, NOW, loader);
    check(ours[i].why === '', `${good[i]} (${name}), testamur refuses`, ours[i].why);
    check(theirs === '', `${good[i]} (${name}), npm refuses`, theirs);
    check(ours[n].verdict === 'not to be trusted', `${bad[i]} (${name}), testamur`,
      ours[n].verdict);
    check(await npm.refusal(changed[i], suite, NOW, loader) !== '',
      `${bad[i]} (${name}), npm`, 'verifies');
  }
}

async function issueOurs(suite, type, endorsements, folder) {
  const key = `${folder}/key`;
  await testamur('key', 'new', '--plain', '--type', type, '-o', key);
  const did = (await testamur('key', 'export', '-f', 'did', key)).stdout.trim();
  const signed = await forEach([...Array(Number(count)).keys()], async i => {
    const file = write(`${folder}/${i}.raw.json`, achievement(i, did, endorsements), i);
    const {status, stdout, stderr} = await testamur('issue', '--key', key, '--suite', suite,
      '--created', CREATED, file);
    check(status === 0, `${file}, testamur issues`, stderr);
    return status === 0 ? JSON.parse(stdout) : null;
  });
  return signed.filter(document => document);
}

async function issueTheirs(suite, type, endorsements) {
  const key = await npm.newKey(type);
  const signed = [];
  for(let i = 0; i < Number(count); i++) {
    try {
      signed.push(await npm.issue(
        achievement(i, key.controller, endorsements), key, suite, CREATED, loader));
      check(true);
    } catch(e) {
      check(false, `${i} (${suite}), npm issues`, e.cause?.message ?? e.message);
    }
  }
  return signed;
}

function folderOf(...names) {
  const folder = [work, ...names].join('/');
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  return folder;
}

async function compareCanon(endorsements) {
  const folder = folderOf('canon');
  const seeds = [...Array(Number(count)).keys()];
  const documents = seeds.map(i => achievement(i, 'did:example:issuer', endorsements));
  const texts = documents.map(document => JSON.stringify(document));
  begin();
  for(const name of CLASSES) {
    check(texts.some(text => text.includes(`"${name}"`)), name, 'no credential uses it');
  }
  await forEach(documents, async (document, i) => {
    const file = write(`${folder}/${i}.json`, document, i);
    const ours = await testamur('canon', file);
    const theirs = await npm.canon(document, loader).catch(e => e.message);
    if(ours.stdout !== theirs) {
      writeFileSync(`${folder}/${i}.testamur.nq`, ours.stdout);
      writeFileSync(`${folder}/${i}.npm.nq`, theirs);
    }
    check(ours.stdout === theirs, `${file}, canonical form`, ours.stderr || 'not the same');
  });
  end('canon');
}

async function main() {
  const endorser = await npm.newKey('ed25519');
  const endorsements = [];
  for(let i = 0; i < 6; i++) {
    endorsements.push(await npm.issue(endorsement(1000 + i, endorser.controller), endorser,
      i % 2 ? 'eddsa-jcs-2022' : 'eddsa-rdfc-2022', CREATED, loader));
  }
  await compareCanon(endorsements);
  for(const [suite, type] of RUNS) {
    const name = type === 'ed25519' ? suite : `${suite} ${type}`;
    begin();
    let folder = folderOf(`${suite}-${type}`, 'testamur');
    await verifyBoth(name, suite, await issueOurs(suite, type, endorsements, folder), folder);
    folder = folderOf(`${suite}-${type}`, 'npm');
    await verifyBoth(name, suite, await issueTheirs(suite, type, endorsements), folder);
    end(name);
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

await main();
