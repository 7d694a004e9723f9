-- A small store as schema 2 wrote it. Every later version must read it. Never change this file; a new schema gets a new one.
CREATE TABLE entity(
  row INTEGER PRIMARY KEY, org TEXT NOT NULL, part INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  version INTEGER NOT NULL, last_seq INTEGER NOT NULL, next_due INTEGER, recorded_at INTEGER NOT NULL,
  evolve INTEGER NOT NULL, min_reader INTEGER NOT NULL, hash BLOB NOT NULL, facts BLOB NOT NULL, lanes BLOB NOT NULL, state BLOB NOT NULL);
CREATE UNIQUE INDEX entity_key ON entity(org, kind, id);
CREATE INDEX entity_part ON entity(org, part);
CREATE TABLE history(
  row INTEGER PRIMARY KEY, at INTEGER NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
  hash BLOB NOT NULL, content BLOB NOT NULL);
CREATE UNIQUE INDEX history_at ON history(at);
CREATE TABLE command(
  row INTEGER PRIMARY KEY, entity INTEGER NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
  recorded_at INTEGER NOT NULL, stored_at INTEGER NOT NULL, outcome BLOB NOT NULL);
CREATE UNIQUE INDEX command_key ON command(entity, key);
CREATE TABLE pending(entity INTEGER PRIMARY KEY, since INTEGER NOT NULL);
CREATE TABLE delivered(entity INTEGER PRIMARY KEY, etag INTEGER NOT NULL, lanes BLOB NOT NULL);
CREATE TABLE organization(
  org TEXT PRIMARY KEY, etag INTEGER NOT NULL, name TEXT NOT NULL, sandbox INTEGER NOT NULL, generation INTEGER NOT NULL,
  parts INTEGER NOT NULL, shards INTEGER NOT NULL, zone TEXT NOT NULL, clock_real INTEGER NOT NULL, clock_virtual INTEGER NOT NULL,
  clock_rate TEXT NOT NULL, clock_version INTEGER NOT NULL, clock_jumping INTEGER NOT NULL,
  clock_resume_rate TEXT NOT NULL, restored_at INTEGER) WITHOUT ROWID;
CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dead_letter(
  row INTEGER PRIMARY KEY, org TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, payload TEXT,
  error TEXT NOT NULL, at INTEGER NOT NULL, closed INTEGER NOT NULL);
CREATE UNIQUE INDEX dead_letter_id ON dead_letter(org, id);
CREATE TABLE reminder(
  grain TEXT NOT NULL, name TEXT NOT NULL, hash INTEGER NOT NULL, start INTEGER NOT NULL, period INTEGER NOT NULL,
  etag TEXT NOT NULL, PRIMARY KEY(grain, name)) WITHOUT ROWID;
CREATE INDEX reminder_start ON reminder(start);
CREATE TABLE document(
  row INTEGER PRIMARY KEY, name TEXT NOT NULL, grain TEXT NOT NULL, etag INTEGER NOT NULL, data BLOB);
CREATE UNIQUE INDEX document_key ON document(name, grain);

INSERT INTO organization VALUES
  ('acme0001', 3, '示例公司', 0, 1, 4, 1, 'Asia/Shanghai', 621355968000000000, 621355968000000000, '1', 0, 0, '0', NULL),
  ('demo0001', 1, '沙箱', 1, 2, 1, 1, 'Asia/Shanghai', 639044676000000000, 639044964000000000, '17280.5', 4, 1, '86400', 639044964000000005);
INSERT INTO entity VALUES
  (1, 'acme0001', 2, 'contract', '01kffc3qz8abcdefghjkmnpqrs', 2, 3, 639044964000000001, 639044676000000002, 1, 1, X'02',
   CAST('{"kind":"contract","number":"HT-2026-0131","title":"变压器","customerId":"u1","customerName":"华东电力","tier":"A","repId":"r1","stage":"signed","totalFen":123456,"signedOn":"2026-01-15","nodes":[{"no":1,"name":"预付款","dueOn":"2026-02-14","startsOn":"2026-01-15","amountFen":123456,"openFen":23456,"owner":"sales","held":true,"blocker":"invoice","provisional":true,"settledOn":"2026-02-01","cancelled":false}],"nudges":[{"id":"n1","rule":"due-soon","nodeNo":1,"raisedAt":"2026-01-20T01:00:00+00:00","level":"rep","deadline":"2026-02-07","command":"record-receipt","seenAt":"2026-01-20T02:00:00+00:00"}],"nextDue":"2026-01-20T09:00:00.0000001+00:00","rulesVersion":1,"calendarVersion":2,"factsCode":3,"memberOfALaterVersion":[1]}' AS BLOB),
   CAST('{"lanes":"after 2"}' AS BLOB), CAST('{"state":"已签"}' AS BLOB)),
  (2, 'acme0001', 1, 'rep', 'r1', 1, 1, NULL, 639044676000000001, 1, 1, X'03',
   CAST('{"kind":"rep","name":"张三","unitId":"t1","externalNo":"E7","active":false,"rulesVersion":1,"calendarVersion":2,"factsCode":1}' AS BLOB),
   CAST('{}' AS BLOB), CAST('{}' AS BLOB)),
  (3, 'acme0001', 0, 'customer', 'u1', 1, 1, NULL, 639044676000000001, 1, 1, X'04',
   CAST('{"kind":"customer","name":"华东电力","tier":"A","repId":"r1","creditFen":-5,"industry":"电力","rulesVersion":1,"calendarVersion":2,"factsCode":1}' AS BLOB),
   CAST('{}' AS BLOB), CAST('{}' AS BLOB)),
  (4, 'demo0001', 0, 'number', 'ht-2026-0131', 1, 1, NULL, 639044676000000001, 1, 1, X'05',
   CAST('{"kind":"plain","rulesVersion":1,"calendarVersion":2,"factsCode":1}' AS BLOB), CAST('{}' AS BLOB), CAST('{}' AS BLOB));
INSERT INTO history VALUES
  (1, 16777217, 1, 1, 639044676000000001, X'01', CAST('{"commit":1}' AS BLOB)),
  (2, 16777218, 2, 3, 639044676000000002, X'02', CAST('{"commit":2}' AS BLOB));
INSERT INTO command VALUES
  (1, 1, 'k-1', 'f-1', 639044676000000001, 639044676000000001, CAST('{"version":1}' AS BLOB)),
  (2, 1, 'k-2', 'f-2', 639044676000000002, 639044676000000002,
   CAST('{"version":2,"rejection":{"code":"terms.shares-not-whole","field":"/terms/2","values":{"sum":"99.5"}}}' AS BLOB));
INSERT INTO pending VALUES (1, 639044676000000001);
INSERT INTO delivered VALUES (1, 5, CAST('{"u1":1}' AS BLOB));
INSERT INTO counter VALUES ('board/acme0001', 41);
INSERT INTO dead_letter VALUES
  (1, 'acme0001', 'e1', 'contract/acme0001|c1', 'rep/acme0001|r1', NULL, '出错', 639044676000000001, 0),
  (2, 'acme0001', 'e2', 'contract/acme0001|c1', 'rep/acme0001|r1', '{"effect":"x"}', 'closed', 639044676000000001, 1);
INSERT INTO reminder VALUES ('portfolio/acme0001|p1|0', 'wake', 4021058634, 639044676000000001, 600000000, 'etag-1');
INSERT INTO document VALUES
  (1, 'profile', 'rep/acme0001|r1', 7, CAST('{"Text":"资料"}' AS BLOB)),
  (2, 'profile', 'rep/acme0001|r2', 2, NULL);
PRAGMA user_version = 2;
