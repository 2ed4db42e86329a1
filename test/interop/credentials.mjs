// Credentials of every class of Open Badges 3.0, from a seed: the same seed
// gives the same credentials. What a document may leave out is left out now
// and then; texts, numbers, instants and identifiers are the awkward ones.

// mulberry32: small, and good enough to choose from lists.
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const TEXTS = [
  'Reading Data', 'Lecture de données', 'Energieberatung für Gebäude',
  'Ανάγνωση δεδομένων', 'Чтение данных', 'قراءة البيانات', 'קריאת נתונים',
  'データの読み方', '데이터 읽기', '阅读数据', 'डेटा पढ़ना', 'การอ่านข้อมูล',
  'Léamh sonraí', 'Đọc dữ liệu', 'İstanbul ışık', 'e\u0301 is not é',
  'cat 🐈, family 👩‍👩‍👧, flag 🇳🇴', '𝔐athematics \u{10FFFF}', 'Zero\u200bwidth',
  'quote " backslash \\ slash / tab\tline\nreturn\rend', 'bell\u0007 del\u007f',
  '\u2028 line and \u2029 paragraph', 'private \ue000\uffee', ' blanks  ', '<b>&amp;</b>',
  '_:b0', '@type', '1e3', '', 'x'.repeat(700),
];
const LANGUAGES = ['en', 'fr', 'de', 'el', 'ru', 'ar', 'ja', 'zh-Hant', 'en-GB'];
const NUMBERS = [0, 1, 3, -7, 0.5, 0.1, 2.5, 1 / 3, 0.1 + 0.2, 1.5e-7,
  123456.789, 100, 4503599627370495.5, 9007199254740991, 1e20, 2.5e-300, 33.25];
const ZONES = ['Z', '+01:00', '-08:00', '+05:30', '+14:00', '-00:30', '.5Z', '.123456Z'];
const KINDS = ['Badge', 'Course', 'MicroCredential', 'Competency', 'ext:Meisterbrief'];
const IDENTIFIERS = ['name', 'sourcedId', 'nationalIdentityNumber', 'ext:matrikel'];
const RESULTS = ['LetterGrade', 'Percent', 'RubricCriterionLevel', 'Status', 'ext:stars'];
const STATES = ['Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Withdrew'];
const TARGETS = ['ceasn:Competency', 'CFItem', 'CTDL', 'ext:esco'];

const VCDM_1 = 'https://www.w3.org/2018/credentials/v1';
const VCDM_2 = 'https://www.w3.org/ns/credentials/v2';
const PROOF = 'https://w3id.org/security/data-integrity/v2';
const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context';
// The older ones define terms that VCDM 2.0 protects.
const OB_WITH_2 = [`${OB}-3.0.2.json`, `${OB}-3.0.3.json`];
const OB_WITH_1 = [`${OB}.json`, `${OB}-3.0.1.json`, ...OB_WITH_2];

// Makers of the parts; `draw` is the source of chance.
function maker(draw) {
  const int = n => Math.floor(draw() * n);
  const one = list => list[int(list.length)];
  const maybe = (chance, make) => draw() < chance ? make() : undefined;
  const some = (most, make) => Array.from({length: 1 + int(most)}, make);
  const two = n => String(n).padStart(2, '0');
  const m = {int, one, maybe};

  m.text = () => one(TEXTS);
  m.words = () => draw() < 0.8 ? m.text() : {
    '@value': m.text(), '@language': one(LANGUAGES), '@direction': maybe(0.3, () => 'rtl'),
  };
  m.title = () => one(TEXTS) || 'untitled';
  m.url = kind => one([
    `https://northfield.example/${kind}/${int(1e6)}`,
    `https://northfield.example/${kind}?n=${int(1e6)}&q=a%20b#part`,
    `urn:uuid:${[8, 4, 4, 4, 12].map(n => m.hex(n)).join('-')}`,
    `https://schule.example/größe/${kind}/${int(1e6)}`,
    `did:example:${kind}-${int(1e6)}`,
  ]);
  m.hex = n => Array.from({length: n}, () => int(16).toString(16)).join('');
  m.day = () => `${2019 + int(6)}-${two(1 + int(12))}-${two(1 + int(28))}`;
  m.instant = () => `${m.day()}T${two(int(24))}:${two(int(60))}:${two(int(60))}${one(ZONES)}`;
  m.image = () => ({id: m.url('image'), type: 'Image', caption: maybe(0.7, m.text)});
  m.identifier = () => ({
    type: 'IdentifierEntry', identifier: m.title(), identifierType: one(IDENTIFIERS),
  });
  m.identity = () => ({
    type: 'IdentityObject', hashed: true, identityHash: `sha256$${m.hex(64)}`,
    identityType: 'emailAddress', salt: maybe(0.8, () => m.hex(12)),
  });
  m.alignment = () => ({
    type: ['Alignment'], targetName: m.title(), targetUrl: m.url('target'),
    targetCode: maybe(0.4, m.text), targetDescription: maybe(0.4, m.text),
    targetFramework: maybe(0.4, m.text), targetType: maybe(0.6, () => one(TARGETS)),
  });
  // Twice the same: blank nodes that only the N-degree hash tells apart.
  m.alignments = () => {
    const list = some(2, m.alignment);
    return draw() < 0.2 ? [...list, list[0]] : list;
  };
  m.geo = () => ({
    type: 'GeoCoordinates', latitude: one(NUMBERS), longitude: one(NUMBERS),
  });
  m.address = () => ({
    type: ['Address'], addressCountry: m.text(), addressCountryCode: maybe(0.5, () => 'NO'),
    addressRegion: maybe(0.5, m.text), addressLocality: maybe(0.5, m.text),
    streetAddress: maybe(0.5, m.text), postOfficeBoxNumber: maybe(0.3, m.text),
    postalCode: maybe(0.5, () => '0123'), geo: maybe(0.7, m.geo),
  });
  m.profile = (id, depth) => ({
    id, type: ['Profile'], name: maybe(0.8, m.text),
    url: maybe(0.5, () => 'https://northfield.example/'),
    phone: maybe(0.3, () => '+47 22 00 00 00'), description: maybe(0.3, m.text),
    image: maybe(0.4, m.image), email: maybe(0.4, () => 'office@northfield.example'),
    address: maybe(0.5, m.address), official: maybe(0.3, m.text),
    otherIdentifier: maybe(0.4, () => some(2, m.identifier)),
    parentOrg: depth > 0 ? maybe(0.6, () => m.profile(m.url('org'), depth - 1)) : undefined,
    ...maybe(0.3, () => ({
      familyName: m.text(), givenName: m.text(), additionalName: m.text(),
      patronymicName: m.text(), honorificPrefix: m.text(), honorificSuffix: m.text(),
      familyNamePrefix: m.text(), dateOfBirth: m.day(),
    })),
  });
  m.level = () => ({
    id: m.url('level'), type: ['RubricCriterionLevel'], name: m.text(),
    alignment: maybe(0.3, m.alignments), description: maybe(0.5, m.text),
    level: maybe(0.5, m.text), points: maybe(0.5, () => String(one(NUMBERS))),
  });
  m.resultDescription = () => ({
    id: m.url('result'), type: ['ResultDescription'], name: m.text(),
    resultType: one(RESULTS), alignment: maybe(0.3, m.alignments),
    allowedValue: maybe(0.6, () => some(4, m.text)), requiredLevel: maybe(0.3, () => m.url('level')),
    requiredValue: maybe(0.3, m.text), valueMax: maybe(0.4, () => '100'),
    valueMin: maybe(0.4, () => '0'), rubricCriterionLevel: maybe(0.5, () => some(3, m.level)),
  });
  m.result = () => ({
    type: ['Result'], achievedLevel: maybe(0.4, () => m.url('level')),
    alignment: maybe(0.3, m.alignments), resultDescription: maybe(0.6, () => m.url('result')),
    status: maybe(0.5, () => one(STATES)), value: maybe(0.7, m.text),
  });
  m.evidence = () => ({
    id: maybe(0.6, () => m.url('evidence')), type: ['Evidence'], narrative: maybe(0.7, m.text),
    name: maybe(0.5, m.text), description: maybe(0.5, m.text), genre: maybe(0.5, m.text),
    audience: maybe(0.5, m.text),
  });
  m.related = () => ({
    id: m.url('related'), type: ['Related'], inLanguage: maybe(0.8, () => one(LANGUAGES)),
    version: maybe(0.5, () => '2.0'),
  });
  m.achievement = endorsement => ({
    id: m.url('achievement'), type: ['Achievement'], name: m.words(), description: m.words(),
    criteria: {id: maybe(0.5, () => m.url('criteria')), narrative: m.words()},
    achievementType: maybe(0.7, () => one(KINDS)), alignment: maybe(0.5, m.alignments),
    creator: maybe(0.4, () => m.profile(m.url('creator'), 1)),
    creditsAvailable: maybe(0.5, () => one(NUMBERS)), endorsement,
    fieldOfStudy: maybe(0.4, m.text), humanCode: maybe(0.4, m.text),
    image: maybe(0.4, m.image), inLanguage: maybe(0.6, () => one(LANGUAGES)),
    otherIdentifier: maybe(0.3, () => some(2, m.identifier)),
    related: maybe(0.4, () => some(3, m.related)),
    resultDescription: maybe(0.5, () => some(2, m.resultDescription)),
    specialization: maybe(0.3, m.text), tag: maybe(0.5, () => some(4, m.text)),
    version: maybe(0.4, () => '1.0'),
  });
  // B.1.3: by id, by identifier, or by both
  m.subject = (endorsement, way = int(3)) => ({
    id: way > 0 ? m.url('learner') : undefined, type: ['AchievementSubject'],
    identifier: way < 2 ? some(2, m.identity) : undefined,
    achievement: m.achievement(endorsement),
    activityStartDate: maybe(0.3, m.instant), activityEndDate: maybe(0.3, m.instant),
    creditsEarned: maybe(0.6, () => one(NUMBERS)),
    image: maybe(0.3, m.image),
    licenseNumber: maybe(0.3, m.text), narrative: maybe(0.5, m.words),
    result: maybe(0.6, () => some(3, m.result)), role: maybe(0.3, m.text),
    source: maybe(0.3, () => m.profile(m.url('source'), 0)), term: maybe(0.3, m.text),
  });
  return m;
}

function credential(m, type, issuer, isOld) {
  const ob = m.one(isOld ? OB_WITH_1 : OB_WITH_2);

  return {
    '@context': isOld ? [VCDM_1, ob, PROOF] : [VCDM_2, ob],
    id: m.url('credential'),
    type: ['VerifiableCredential', type],
    name: m.words(),
    description: m.maybe(0.5, m.words),
    issuer: m.maybe(0.8, () => m.profile(issuer, 2)) ?? issuer,
    ...(isOld ? {issuanceDate: m.instant(),
      expirationDate: m.maybe(0.5, () => `2099-12-31T23:59:59${m.one(ZONES)}`)} :
      {validFrom: m.instant(),
        validUntil: m.maybe(0.5, () => `2099-12-31T23:59:59${m.one(ZONES)}`)}),
    awardedDate: m.maybe(0.5, m.instant),
    evidence: m.maybe(0.5, () => [m.evidence(), m.evidence()]),
  };
}

// Without what is undefined, here or in the older contexts.
const LATE = ['awardedDate', 'inLanguage'];
function strip(document) {
  const isOld = !document['@context'].includes(OB_WITH_2[1]);
  return JSON.parse(JSON.stringify(document,
    (name, value) => isOld && LATE.includes(name) ? undefined : value));
}

export function endorsement(seed, issuer) {
  const m = maker(generator(seed));
  return strip({
    ...credential(m, 'EndorsementCredential', issuer, false),
    credentialSubject: {
      id: m.url('endorsed'), type: ['EndorsementSubject'], endorsementComment: m.words(),
    },
  });
}

// Every fifth in the form of VCDM 1.1, every eighth an endorsement; most of
// the others carry one of `endorsements`, signed already, of the same context
// (another one would define protected terms anew). The document depends on
// the seed only, but for the issuer.
export function achievement(seed, issuer, endorsements) {
  if(seed % 8 === 7) {
    return endorsement(seed, issuer);
  }
  const m = maker(generator(seed));
  const badge = credential(m, 'AchievementCredential', issuer, seed % 5 === 0);
  const fit = endorsements.filter(inner =>
    String(inner['@context']) === String(badge['@context']));
  return strip({
    ...badge,
    image: m.maybe(0.3, m.image),
    credentialSubject: m.subject(fit.length > 0 ? m.maybe(0.6, () => [m.one(fit)]) : undefined),
  });
}
