package io.diabolo.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The erasures that were done, in a file beside the backups: an older backup holds people who were erased since, and whoever
 * restores it has to erase them again. It says of whom only by a hash of the record's id, which nobody can turn back.
 */
final class ErasureList {
    static final String NAME = "diabolo-erasures.json";

    private static final String DONE = """
            select id::text, jsonb_build_object(
                'id', id, 'workspace', workspace_id, 'requested_by', requested_by, 'requested_on', requested_on,
                'member', member_id, 'salt', encode(salt, 'hex'), 'hash', encode(person_hash, 'hex'),
                'keys', (select coalesce(jsonb_agg(encode(key, 'hex')), '[]') from unnest(person_keys) key),
                'counts', counts, 'created_at', created_at, 'done_at', done_at)::text
            from erasure where state <> 'waiting' order by id
            """;

    private static final String LISTED = """
            create temporary table listed on commit drop as
            select l.* from jsonb_to_recordset(?::jsonb -> 'erasures') as l (
                id uuid, workspace uuid, requested_by text, requested_on date, member uuid, salt text, hash text, keys text[],
                counts jsonb, created_at timestamptz, done_at timestamptz)
            where exists (select from workspace w where w.id = l.workspace)
              and not exists (select from erasure e where e.workspace_id = l.workspace and e.id = l.id)
            """;

    /** Those who are there again; the lists of earlier versions know only the one id with its salt. */
    private static final String AGAIN = """
            with found as (
                select distinct on (person) id, workspace, person from (
                    select l.id, l.workspace, p.id as person
                    from listed l cross join unnest(l.keys) as given (hash)
                    join (select workspace_id, id, encode(sha256(convert_to(workspace_id::text || ':' || id::text, 'UTF8')), 'hex') as key
                          from person where exists (select from listed)) p on p.key = given.hash and p.workspace_id = l.workspace
                    union all
                    select l.id, l.workspace, p.id from listed l join person p on p.workspace_id = l.workspace
                    where l.keys = '{}'
                      and encode(sha256(decode(l.salt, 'hex') || convert_to(p.id::text, 'UTF8')), 'hex') = l.hash) all_found
                where not exists (select from erasure e where e.workspace_id = workspace and e.person_id = person)
                order by person, id),
            numbered as (select found.*, row_number() over (partition by id order by person) as place from found)
            insert into erasure (workspace_id, id, repeats, person_id, requested_by, requested_on, member_id, created_at, salt,
                                 person_hash, person_keys)
            select l.workspace, case when n.place = 1 then l.id else uuidv7() end, true, n.person, l.requested_by,
                   l.requested_on, l.member, l.created_at, decode(l.salt, 'hex'), decode(l.hash, 'hex'),
                   array(select decode(key, 'hex') from unnest(l.keys) key)
            from numbered n join listed l on l.id = n.id
            """;

    /** Of those who aren't there the proof is. */
    private static final String PROOFS = """
            insert into erasure (workspace_id, id, state, requested_by, requested_on, member_id, created_at, done_at, counts,
                                 salt, person_hash, person_keys)
            select l.workspace, l.id, 'done', l.requested_by, l.requested_on, l.member, l.created_at,
                   coalesce(l.done_at, l.created_at), l.counts, decode(l.salt, 'hex'), decode(l.hash, 'hex'),
                   array(select decode(key, 'hex') from unnest(l.keys) key)
            from listed l
            where not exists (select from erasure e where e.workspace_id = l.workspace and e.id = l.id)
            """;

    private final Path file;

    /** @param folder where the backups are */
    ErasureList(Path folder) {
        file = folder.resolve(NAME);
    }

    /** The one that belongs to this backup. */
    static ErasureList beside(Path backup) {
        return new ErasureList(
                java.util.Objects.requireNonNull(backup.toAbsolutePath().getParent()));
    }

    record Content(
            @JsonProperty("about") String about,
            @JsonProperty("erasures") java.util.List<Map<String, Object>> erasures) {}

    /** Whether the schema, which may be of any version, knows what the list tells. */
    static boolean isKnown(Connection connection) throws SQLException {
        return Sql.isTrue(connection, """
                select exists (select from pg_attribute
                               where attrelid = to_regclass('public.erasure') and attname = 'person_keys' and not attisdropped)
                """);
    }

    /** Adds what was erased since; what stands in it stays, for it may be of an installation that was here before. */
    void keep(Connection connection) throws SQLException, IOException {
        if (!isKnown(connection)) {
            return;
        }
        var json = JsonMapper.shared();
        var all = new TreeMap<String, Map<String, Object>>();
        var old = text();
        if (old != null) {
            json.readValue(old, Content.class).erasures().forEach(one -> all.put(String.valueOf(one.get("id")), one));
        }
        var before = new TreeMap<>(all);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(DONE)) {
            while (rows.next()) {
                all.put(
                        rows.getString(1),
                        json.readValue(rows.getString(2), new TypeReference<Map<String, Object>>() {}));
            }
        }
        if (!all.equals(before)) {
            var content = new Content(
                    "Erasures done, to be done again after an older backup is restored. Keep beside the backups.",
                    java.util.List.copyOf(all.values()));
            PrivateFile.write(file, out -> {
                out.write(json.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(content)
                        .getBytes(StandardCharsets.UTF_8));
                return file;
            });
        }
    }

    private @Nullable String text() throws IOException {
        return Files.exists(file) ? Files.readString(file) : null;
    }

    /**
     * Notes in restored data what has to be erased again, in the caller's transaction.
     *
     * @return how many people; null when there is no list, so that nobody knows
     * @throws Refusal when it can't be read
     */
    @Nullable
    Long again(Connection connection) throws SQLException, IOException {
        var text = text();
        if (text == null) {
            return null;
        }
        try {
            JsonMapper.shared().readValue(text, Content.class);
        } catch (JacksonException e) {
            throw new Refusal(e, Refusal.Reason.DAMAGED_FILE, file, String.valueOf(e.getMessage()));
        }
        try (PreparedStatement listed = connection.prepareStatement(LISTED)) {
            listed.setString(1, text);
            listed.execute();
        }
        try (var statement = connection.createStatement()) {
            long people = statement.executeLargeUpdate(AGAIN);
            statement.executeLargeUpdate(PROOFS);
            return people;
        }
    }
}
