package io.diabolo.acquisition;

import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** A published form and those who fill it in. */
final class AForm {
    private static final AtomicInteger ADDRESS = new AtomicInteger();
    private final Given given;
    private final Records records;
    private final RecordTypes types;
    private final DSLContext sql;
    private final Submissions submissions;
    final UUID id;

    private AForm(Given given, Records records, RecordTypes types, DSLContext sql, Submissions submissions, UUID id) {
        this.given = given;
        this.records = records;
        this.types = types;
        this.sql = sql;
        this.submissions = submissions;
        this.id = id;
    }

    static AForm open(
            Given given,
            Records records,
            RecordTypes types,
            DSLContext sql,
            Submissions submissions,
            Map<String, ?> more) {
        var values = new HashMap<String, Object>(Map.of("name", "Démo", "state", "open", "source", "site"));
        values.putAll(more);
        return new AForm(
                given,
                records,
                types,
                sql,
                submissions,
                create(given, records, types, "form", values, given.administrator()));
    }

    static UUID create(Given given, Records records, RecordTypes types, String type, Map<String, ?> values, Actor me) {
        return WorkspaceScope.in(
                given.workspace(),
                () -> records.create(types.byId(type).orElseThrow(), values, me)
                        .record()
                        .id());
    }

    UUID create(String type, Map<String, ?> values) {
        return create(given, records, types, type, values, given.administrator());
    }

    PublicKey key() {
        return java.util.Objects.requireNonNull(PublicKey.read(given.in(
                () -> sql.fetchSingle("select key from form where id = ?", id).get(0, String.class))));
    }

    /** Somebody sends it from an address of their own. */
    Receipt send(String... namesAndValues) {
        return sendFrom("198.51.100." + ADDRESS.incrementAndGet() % 250, Utm.NONE, null, namesAndValues);
    }

    Receipt sendFrom(String address, Utm utm, @Nullable String visitor, String... namesAndValues) {
        var values = new LinkedHashMap<String, String>();
        for (var at = 0; at < namesAndValues.length; at += 2) {
            values.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        var trap = java.util.Objects.requireNonNullElse(values.remove("homepage"), "");
        var consented = values.remove("consent") != null;
        var stamp = values.remove("shown");
        return submissions.receive(
                key(),
                new Received(
                        values,
                        utm,
                        "https://site.example/demo",
                        visitor,
                        consented,
                        trap,
                        stamp,
                        Locale.FRANCE,
                        address));
    }

    List<String> states() {
        return given.in(() -> sql.fetch(
                        "select state || coalesce(' ' || why, '') from submission where form_id = ? order by received_at, id",
                        id)
                .getValues(0, String.class));
    }
}
