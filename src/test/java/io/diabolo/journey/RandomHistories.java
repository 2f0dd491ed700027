package io.diabolo.journey;

import io.diabolo.platform.Actor;
import io.diabolo.records.ChangeSets;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Journeys as they happen, and as they can't but are written down: skips, repeats, steps back, exits, reopenings,
 * undated and back-dated entries, deals won before their first contact, voided change sets.
 */
public final class RandomHistories {
    private static final String[] CHANNELS = {"inbound", "outbound", "unknown"};
    private static final @Nullable String[] SOURCES = {"web", "event", null};
    private static final @Nullable String[] SEGMENTS = {"micro", "smb", "enterprise", null};
    private final Random random;
    private final Instant today;
    /** What was recorded, by journey. */
    public final Map<UUID, List<LedgerModel.Entry>> histories = new LinkedHashMap<>();
    /** The facts given to each journey: channel, source, segment, country, owner. */
    public final Map<UUID, Facts> facts = new LinkedHashMap<>();

    public record Facts(
            String channel,
            @Nullable String source,
            @Nullable String segment,
            String country,
            UUID owner) {}

    public RandomHistories(long seed, Instant today) {
        this.random = new Random(seed);
        this.today = today;
    }

    /** Makes journeys and writes them through the ledger's set-based way. */
    public RandomHistories write(
            int count, Given given, DSLContext sql, Journeys journeys, ChangeSets changes, Actor... owners) {
        given.run(() -> {
            var good = changes.open(given.administrator(), "import", "histories");
            var bad = changes.open(given.administrator(), "import", "voided");
            for (var i = 0; i < count; i++) {
                var journey = journeys.start("new_business", null, good);
                histories.put(journey, history());
                facts.put(journey, describe(journey, sql, owners));
            }
            journeys.recordAll(rows(good, bad, given.administrator()));
            sql.execute("update change_set set voided_at = now() where id = ?", bad);
            journeys.refresh(DSL.select(DSL.field("id", UUID.class)).from("journey"));
        });
        return this;
    }

    private Facts describe(UUID journey, DSLContext sql, Actor... owners) {
        var owner = owners[random.nextInt(owners.length)].member().value();
        var facts = new Facts(any(CHANNELS), any(SOURCES), any(SEGMENTS), random.nextBoolean() ? "FR" : "BE", owner);
        sql.execute(
                "update journey set name = ?, channel = ?, source = ?, segment = ?, country = ?, owner_id = ? where id = ?",
                "J" + histories.size(),
                facts.channel,
                facts.source,
                facts.segment,
                facts.country,
                owner,
                journey);
        return facts;
    }

    private <T extends @Nullable Object> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private List<LedgerModel.Entry> history() {
        var entries = new ArrayList<LedgerModel.Entry>();
        var at = today.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 500)));
        var stage = random.nextInt(10) < 6 ? 2 : 1 + random.nextInt(5);
        var length = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(9);
        for (var i = 0; i < length; i++) {
            var voided = random.nextInt(12) == 0;
            entries.add(new LedgerModel.Entry(stage, random.nextInt(7) == 0 ? null : at, voided));
            at = at.plus(
                    Duration.ofMinutes(random.nextInt(60 * 24 * 30) - (random.nextInt(6) == 0 ? 60 * 24 * 20 : 0)));
            stage = next(Math.min(stage, 10));
        }
        return entries;
    }

    private int next(int stage) {
        var dice = random.nextInt(20);
        if (dice < 10) {
            return Math.min(stage + 1, 10);
        }
        if (dice < 13) {
            return Math.min(stage + 2 + random.nextInt(2), 10);
        }
        if (dice < 15) {
            return Math.max(1, stage - 1 - random.nextInt(2));
        }
        return dice == 19 && random.nextInt(3) == 0 ? 14 : 11 + random.nextInt(3);
    }

    private org.jooq.Select<?> rows(UUID good, UUID bad, Actor me) {
        var ids = new ArrayList<UUID>();
        var stages = new ArrayList<Short>();
        var ats = new ArrayList<@Nullable OffsetDateTime>();
        var sets = new ArrayList<UUID>();
        histories.forEach((journey, entries) -> entries.forEach(entry -> {
            ids.add(journey);
            stages.add((short) entry.to());
            var at = entry.at();
            ats.add(at == null ? null : at.atOffset(ZoneOffset.UTC));
            sets.add(entry.voided() ? bad : good);
        }));
        return DSL.select(DSL.asterisk())
                .from(DSL.sql(
                        "(select j, 'lead', j, s, a, {4}::uuid, null::text, c, n from unnest({0}::uuid[], {1}::smallint[],"
                                + " {2}::timestamptz[], {3}::uuid[]) with ordinality as g (j, s, a, c, n)) as given",
                        DSL.val(ids.toArray(UUID[]::new)),
                        DSL.val(stages.toArray(Short[]::new)),
                        DSL.val(
                                ats.toArray(OffsetDateTime[]::new),
                                SQLDataType.TIMESTAMPWITHTIMEZONE.getArrayDataType()),
                        DSL.val(sets.toArray(UUID[]::new)),
                        DSL.val(me.member().value())));
    }
}
