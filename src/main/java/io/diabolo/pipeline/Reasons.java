package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.REASON_LIST;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Snapshot;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Texts;
import io.diabolo.records.ChangeSets;
import io.diabolo.rules.Rules;
import java.text.Normalizer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why deals are won and lost and leads disqualified, as the workspace says it. Records keep the key, so that a reason that is
 * renamed is renamed everywhere, and one that is put aside is still called what it was.
 */
@Service
public class Reasons {
    static final int MOST = 40;
    static final int LONGEST = 80;
    private static final String RECORD = "reason_list";

    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Texts texts;
    private final JsonMapper json;
    private final Clock clock;

    Reasons(DSLContext sql, ChangeSets changeSets, Texts texts, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.texts = texts;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Those of one kind, in their order.
     *
     * @param version 0 while it is as it comes with Diabolo
     */
    public record Reasoned(String kind, List<Reason> all, int version) {
        /** Those that may still be chosen. */
        public List<Reason> offered() {
            return all.stream().filter(one -> !one.aside()).toList();
        }

        public boolean offers(String key) {
            return offered().stream().anyMatch(one -> one.key().equals(key));
        }
    }

    /** @param kind won, lost or disqualified; of another there are none */
    @Transactional(readOnly = true)
    public Reasoned of(String kind) {
        return Snapshot.once(RECORD, kind, () -> read(kind));
    }

    private Reasoned read(String kind) {
        var row = sql.selectFrom(REASON_LIST).where(REASON_LIST.KIND.eq(kind)).fetchOne();
        var own = row == null
                ? BuiltInReasons.of(kind).stream()
                        .map(key -> new Reason(key, Words.NONE, false))
                        .toList()
                : Arrays.asList(json.readValue(row.getReasons().data(), Reason[].class));
        return new Reasoned(
                kind,
                own.stream().map(one -> one.called(words(kind, one))).toList(),
                row == null ? 0 : row.getVersion());
    }

    /** What comes with Diabolo is called so in both languages until somebody says otherwise. */
    private Words words(String kind, Reason one) {
        return one.words().isEmpty() && BuiltInReasons.of(kind).contains(one.key())
                ? standard(kind, one.key())
                : one.words();
    }

    private Words standard(String kind, String key) {
        var text = BuiltInReasons.text(kind, key);
        return new Words(texts.text(Locale.FRENCH, text), texts.text(Locale.ENGLISH, text));
    }

    /** What a deal's reason is called; words that no list knows are their own name. */
    @Transactional(readOnly = true)
    public String ofDeal(String key, Locale locale) {
        for (var kind : List.of(BuiltInReasons.LOST, BuiltInReasons.WON)) {
            for (var one : of(kind).all()) {
                if (one.key().equals(key)) {
                    return one.words().in(locale);
                }
            }
        }
        return key;
    }

    /** The keys of deals' reasons by what they are called, in either language, as a file may say it. */
    Map<String, String> byName() {
        var all = new LinkedHashMap<String, String>();
        for (var kind : List.of(BuiltInReasons.LOST, BuiltInReasons.WON)) {
            for (var one : of(kind).all()) {
                all.putIfAbsent(one.words().fr(), one.key());
                all.putIfAbsent(one.words().en(), one.key());
            }
        }
        all.remove("");
        return all;
    }

    /** Who may change them: administrators, sales operations and managers. */
    static boolean mayEdit(Actor me) {
        return Rules.mayEdit(me);
    }

    /**
     * Writes the list of one kind. What was there and isn't named is put aside, for records name it.
     *
     * @param wanted in their order; one without a key is new
     * @param version the one that was looked at; null takes what is there
     * @throws BadInput naming the line
     */
    @Transactional
    public Reasoned save(String kind, List<Reason> wanted, @Nullable Integer version, Actor me) {
        me.mayWrite();
        if (!mayEdit(me)) {
            throw new NotAllowed("reasons");
        }
        sql.execute("select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || 'reasons', 0))");
        var present = read(kind);
        if (version != null && version != present.version()) {
            throw new StaleVersion(version, present.version());
        }
        var all = complete(present, keyed(kind, wanted));
        refuse(all);
        var stored = all.stream()
                .map(one -> one.words().equals(standardOf(kind, one)) ? one.called(Words.NONE) : one)
                .toList();
        write(kind, stored, changeSets.open(me, "reasons.updated", texts.text(me.locale(), "reasons." + kind)));
        return read(kind);
    }

    private Words standardOf(String kind, Reason one) {
        return BuiltInReasons.of(kind).contains(one.key()) ? standard(kind, one.key()) : Words.NONE;
    }

    private static List<Reason> keyed(String kind, List<Reason> wanted) {
        var taken = new HashSet<>(BuiltInReasons.of(kind));
        wanted.forEach(one -> taken.add(one.key()));
        return wanted.stream()
                .map(one -> one.key().isEmpty()
                        ? new Reason(fresh(one.words().in(Locale.FRENCH), taken), one.words(), one.aside())
                        : one)
                .toList();
    }

    private static String fresh(String name, Set<String> taken) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        var stem = plain.isEmpty() ? "own" : plain.substring(0, Math.min(40, plain.length()));
        var key = stem;
        for (var n = 2; !taken.add(key); n++) {
            key = stem + "_" + n;
        }
        return key;
    }

    private static List<Reason> complete(Reasoned present, List<Reason> wanted) {
        var named = wanted.stream().map(Reason::key).collect(Collectors.toSet());
        var all = new ArrayList<>(wanted);
        present.all().stream()
                .filter(one -> !named.contains(one.key()))
                .forEach(one -> all.add(new Reason(one.key(), one.words(), true)));
        return all;
    }

    private static void refuse(List<Reason> all) {
        var names = new HashSet<String>();
        var keys = new HashSet<String>();
        for (var at = 0; at < all.size(); at++) {
            var one = all.get(at);
            var field = "reason-" + at;
            if (!one.key().matches("[a-z0-9_]{1,60}") || !keys.add(one.key())) {
                throw new BadInput(field, "reasons.fault.key");
            }
            if (one.words().isEmpty()) {
                throw new BadInput(field, "reasons.fault.words");
            }
            if (one.words().fr().length() > LONGEST || one.words().en().length() > LONGEST) {
                throw new BadInput(field, "problem.field.too-long", LONGEST);
            }
            if (!one.aside() && !names.add(one.words().in(Locale.FRENCH).toLowerCase(Locale.ROOT))) {
                throw new BadInput(field, "reasons.fault.twice");
            }
            if (one.aside() && one.key().equals(BuiltInReasons.OTHER)) {
                throw new BadInput(field, "reasons.fault.other");
            }
        }
        if (all.size() > MOST) {
            throw new BadInput("reason-" + MOST, "reasons.fault.many", MOST);
        }
    }

    private void write(String kind, List<Reason> reasons, java.util.UUID changeSet) {
        var stored = JSONB.valueOf(json.writeValueAsString(reasons));
        var row = sql.selectFrom(REASON_LIST).where(REASON_LIST.KIND.eq(kind)).fetchOne();
        if (row == null) {
            var id = sql.insertInto(REASON_LIST)
                    .set(REASON_LIST.KIND, kind)
                    .set(REASON_LIST.REASONS, stored)
                    .set(REASON_LIST.CREATED_IN, changeSet)
                    .returningResult(REASON_LIST.ID)
                    .fetchSingle()
                    .value1();
            changeSets.created(changeSet, RECORD, id);
            return;
        }
        changeSets.updated(
                changeSet,
                RECORD,
                row.getId(),
                Map.of("reasons", json.readTree(row.getReasons().data())),
                Map.of("reasons", reasons));
        row.setReasons(stored);
        row.setVersion(row.getVersion() + 1);
        row.setUpdatedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.update();
    }
}
