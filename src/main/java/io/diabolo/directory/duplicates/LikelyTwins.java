package io.diabolo.directory.duplicates;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.diabolo.directory.Domain;
import io.diabolo.directory.EmailAddress;
import io.diabolo.directory.PhoneNumbers;
import io.diabolo.directory.Siren;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Lookalikes;
import io.diabolo.records.RecordType;
import io.diabolo.records.Search;
import io.diabolo.records.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may be there already when a company or person is about to be made, by the same judgement as the review list. */
@Component
class LikelyTwins implements Lookalikes {
    private static final int SHOWN = 5;
    private static final int CANDIDATES = 60;
    private static final int BY_SEARCH = 12;
    /** So much of a name begins the same where only the legal form or its end differs. */
    private static final int BEGINNING = 5;

    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Search search;

    LikelyTwins(DSLContext sql, Workspaces workspaces, Search search) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.search = search;
    }

    @Override
    public boolean knows(RecordType type) {
        return FindDuplicates.TYPES.contains(type.id());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Lookalike> of(RecordType type, Map<String, String> given, boolean thorough, Actor me) {
        if (!knows(type)) {
            return List.of();
        }
        var typed = normalised(given);
        var candidates = candidates(type, typed, me);
        if (thorough) {
            var ids = search.find(searched(type, typed), List.of(type.id()), BY_SEARCH, me).stream()
                    .map(Search.Hit::id)
                    .toList();
            if (!ids.isEmpty()) {
                candidates.add(field(name("t", "id"), UUID.class).in(ids));
            }
        }
        return candidates.isEmpty() ? List.of() : judged(type, typed, candidates, me);
    }

    private List<Condition> candidates(RecordType type, Map<String, String> typed, Actor me) {
        return type.id().equals("company") ? companies(typed) : people(typed, me);
    }

    /** What is asked of the database at each creation by a program. */
    ResultQuery<?> query(RecordType type, Map<String, String> given, Actor me) {
        return query(type, candidates(type, normalised(given), me), me);
    }

    /** As they would be kept; what can't be read finds nobody and is refused later. */
    private Map<String, String> normalised(Map<String, String> given) {
        var country = workspaces.settings().country();
        var typed = new HashMap<String, String>(given);
        typed.computeIfPresent(
                "siren", (_, text) -> Siren.within(text).map(Siren::digits).orElse(null));
        typed.computeIfPresent(
                "email",
                (_, text) -> EmailAddress.of(text).map(EmailAddress::text).orElse(null));
        for (var phone : List.of("phone", "mobile")) {
            typed.computeIfPresent(
                    phone, (_, text) -> PhoneNumbers.e164(text, country).orElse(null));
        }
        for (var source : List.of("email", "website", "domain")) {
            var text = typed.get(source);
            if (text != null) {
                Domain.of(text).ifPresent(domain -> typed.put("domain", domain.text()));
            }
        }
        return typed;
    }

    /** Each reads an index; as conditions apart, for joined by "or" none would be used. */
    private static List<Condition> companies(Map<String, String> typed) {
        var rules = new ArrayList<Condition>();
        for (var key : List.of("external_id", "siren", "email", "domain", "phone")) {
            equal(rules, key, typed.get(key));
        }
        var called = CompanyName.of(typed.getOrDefault("name", ""));
        var whole = Words.fold(typed.getOrDefault("name", "").strip());
        if (!whole.isEmpty()) {
            begins(rules, whole);
            begins(rules, String.join(" ", called.core()));
        }
        return rules;
    }

    private List<Condition> people(Map<String, String> typed, Actor me) {
        var rules = new ArrayList<Condition>();
        for (var key : List.of("external_id", "email")) {
            equal(rules, key, typed.get(key));
        }
        for (var number : List.of("phone", "mobile")) {
            equal(rules, "phone", typed.get(number));
            equal(rules, "mobile", typed.get(number));
        }
        var first = Words.fold(typed.getOrDefault("first_name", "").strip());
        var last = Words.fold(typed.getOrDefault("last_name", "").strip());
        if (!last.isEmpty()) {
            equal(rules, "name_key", (first + " " + last).strip());
            equal(rules, "name_key", (last + " " + first).strip());
            var company = company(typed, me);
            if (company != null) {
                // Colleagues are few, so all of them are compared.
                rules.add(condition("t.company_id = {0}", val(company)));
            }
        }
        return rules;
    }

    /** The one named, else the one of the address. */
    private @Nullable UUID company(Map<String, String> typed, Actor me) {
        var id = typed.get("company_id");
        if (id != null) {
            try {
                return UUID.fromString(id);
            } catch (IllegalArgumentException _) {
                return null;
            }
        }
        var called = typed.get("company");
        var known = called != null
                ? condition("name_key = {0}", val(Words.fold(called.strip())))
                : condition("domain = {0}", val(typed.getOrDefault("domain", "")));
        var found = sql.select(field("id", UUID.class))
                .from("company")
                .where(known)
                .and("deleted_at is null")
                .and(Visible.to(me, List.of(field("owner_id", UUID.class))))
                .limit(2)
                .fetch(row -> row.value1());
        return found.size() == 1 ? found.getFirst() : null;
    }

    private static void equal(List<Condition> rules, String column, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            rules.add(condition("t.{0} = {1}", name(column), val(value)));
        }
    }

    private static void begins(List<Condition> rules, String folded) {
        if (folded.length() >= 2) {
            rules.add(condition("t.name_key ^@ {0}", val(folded.substring(0, Math.min(BEGINNING, folded.length())))));
        }
    }

    private static String searched(RecordType type, Map<String, String> typed) {
        return type.id().equals("company")
                ? String.join(
                        " ", CompanyName.of(typed.getOrDefault("name", "")).core())
                : (typed.getOrDefault("first_name", "") + " " + typed.getOrDefault("last_name", "")).strip();
    }

    private ResultQuery<?> query(RecordType type, List<Condition> candidates, Actor me) {
        var columns = "t.id, t.name, " + TraitsReader.columns(type.id(), "t");
        var parts = candidates.stream()
                .map(rule -> DSL.sql(
                        "(select t.id from {0} t where {1} and t.deleted_at is null limit " + CANDIDATES + ")",
                        name(type.id()),
                        rule))
                .toList();
        var all = parts.stream()
                .reduce((one, next) -> DSL.sql("{0} union {1}", one, next))
                .orElseThrow();
        var seen = Visible.to(me, List.of(field(name("t", "owner_id"), UUID.class)));
        return sql.resultQuery(
                "select " + columns + " from " + TraitsReader.from(type.id(), "t")
                        + " where t.id in ({0}) and t.deleted_at is null and {1}",
                all,
                seen.and("true"));
    }

    private List<Lookalike> judged(RecordType type, Map<String, String> typed, List<Condition> candidates, Actor me) {
        return query(type, candidates, me).fetch().stream()
                .map(row -> {
                    var judged = type.id().equals("company")
                            ? company(typed).compare(TraitsReader.company(row, 2))
                            : person(typed).compare(TraitsReader.person(row, 2));
                    return new Lookalike(
                            row.get(0, UUID.class),
                            row.get(1, String.class),
                            "/" + type.plural() + "/" + row.get(0, UUID.class),
                            judged.score(),
                            judged.reasons().stream()
                                    .map(reason -> new Why(reason.key(), reason.detail(), reason.points()))
                                    .toList());
                })
                .filter(LikelyTwins::isShown)
                .sorted(Comparator.comparingInt((Lookalike one) -> -one.score()))
                .limit(SHOWN)
                .toList();
    }

    /** While one types little is known yet, so a key of its own is worth a word, unless the register tells them apart. */
    private static boolean isShown(Lookalike one) {
        return one.score() >= Judgement.ASKED
                || one.why().stream().noneMatch(why -> why.key().equals("other-siren"))
                        && one.why().stream()
                                .anyMatch(why -> List.of("siren", "email", "domain", "phone", "mobile", "external-id")
                                        .contains(why.key()));
    }

    private static CompanyTraits company(Map<String, String> typed) {
        return new CompanyTraits(
                typed.get("name"),
                typed.get("siren"),
                typed.get("domain"),
                typed.get("email"),
                typed.get("phone"),
                typed.get("postcode"),
                typed.get("city"),
                typed.get("country"),
                typed.get("external_id"));
    }

    private static PersonTraits person(Map<String, String> typed) {
        UUID company = null;
        try {
            company = typed.get("company_id") == null ? null : UUID.fromString(typed.get("company_id"));
        } catch (IllegalArgumentException _) {
            // It is refused when the record is made.
        }
        return new PersonTraits(
                typed.get("first_name"),
                typed.get("last_name"),
                typed.get("email"),
                typed.get("phone"),
                typed.get("mobile"),
                company,
                typed.get("company"),
                typed.get("linkedin"),
                typed.get("city"),
                typed.get("external_id"));
    }
}
