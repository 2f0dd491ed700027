package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a profile asks, as rules: one on each line, all of which have to hold. Companies are asked by themselves; people by
 * themselves and by their company.
 */
@Component
class Criteria {
    private static final int MOST = 50;
    private final Rules rules;
    private final RecordTypes types;

    Criteria(Rules rules, RecordTypes types) {
        this.rules = rules;
        this.types = types;
    }

    enum Side {
        COMPANIES(TargetCompanies.ID),
        PEOPLE(TargetPeople.ID);

        private final String purpose;

        Side(String purpose) {
            this.purpose = purpose;
        }

        String purpose() {
            return purpose;
        }

        /** As the profile's field is called. */
        String field() {
            return this == COMPANIES ? "companies" : "people";
        }
    }

    static List<String> lines(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("\\R"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    /** Without empty lines; a column that can't be null. */
    static String tidy(@Nullable String text) {
        return String.join("\n", lines(text));
    }

    /** Notes each line that isn't a rule. */
    void refuse(Side side, String lines, String field, Draft draft) {
        var all = lines(lines);
        if (all.size() > MOST) {
            draft.fault(field, "profile.fault.many", MOST);
            return;
        }
        for (var line : all) {
            var fault = rules.fault(side.purpose(), line);
            if (fault != null) {
                draft.fault(field, fault.key(), fault.args().toArray());
            }
        }
    }

    /** Over the table of companies. */
    @Transactional(readOnly = true)
    public Condition companies(String lines) {
        return holds(Side.COMPANIES, lines);
    }

    /** Over the table of people, whatever their company. */
    @Transactional(readOnly = true)
    public Condition ofPeople(String lines) {
        return holds(Side.PEOPLE, lines);
    }

    /** Over the table of people; of their companies only those count that the actor may see. */
    @Transactional(readOnly = true)
    public Condition people(String ofCompanies, String ofPeople, Actor me) {
        var own = holds(Side.PEOPLE, ofPeople);
        if (lines(ofCompanies).isEmpty()) {
            return own;
        }
        var company = types.byId("company").orElseThrow();
        return own.and(exists(selectOne()
                .from(COMPANY)
                .where(COMPANY.WORKSPACE_ID.eq(PERSON.WORKSPACE_ID))
                .and(COMPANY.ID.eq(PERSON.COMPANY_ID))
                .and(COMPANY.DELETED_AT.isNull())
                .and(Visible.to(me, company))
                .and(holds(Side.COMPANIES, ofCompanies))));
    }

    private Condition holds(Side side, String lines) {
        var all = lines(lines).stream()
                .distinct()
                .map(line -> Rule.giving(1, line))
                .toList();
        if (all.isEmpty()) {
            return DSL.noCondition();
        }
        var run = rules.run(new RuleSet(null, side.purpose(), 0, all, Map.of()));
        return DSL.and(
                all.stream().map(rule -> condition("({0})", run.holds(rule))).collect(Collectors.toList()));
    }
}
