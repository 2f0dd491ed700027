package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordRow;
import io.diabolo.records.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Other records that may be the same company or person, judged in this order: external id, SIREN, e-mail, own domain,
 * phone, name with postcode. The first that finds somebody decides; two candidates are both shown.
 */
@Service
public class Duplicates {
    private final DSLContext sql;

    Duplicates(DSLContext sql) {
        this.sql = sql;
    }

    /** The likely twins of a company or person that the actor may see; none for other types. */
    @Transactional(readOnly = true)
    public List<RecordBeside.Line> of(String type, RecordRow row, Actor me) {
        return switch (type) {
            case "company" -> first(ofCompany(row), "company", "companies", row.id(), me);
            case "person" -> first(ofPerson(row), "person", "people", row.id(), me);
            default -> List.of();
        };
    }

    private static List<Condition> ofCompany(RecordRow row) {
        var rules = new ArrayList<Condition>();
        add(rules, COMPANY.EXTERNAL_ID, row.value("external_id"));
        add(rules, COMPANY.SIREN, row.value("siren"));
        add(rules, COMPANY.EMAIL, row.value("email"));
        add(rules, COMPANY.DOMAIN, row.value("domain"));
        add(rules, COMPANY.PHONE, row.value("phone"));
        if (row.value("name") != null && row.value("postcode") != null) {
            rules.add(COMPANY.NAME_KEY
                    .eq(Companies.fold(String.valueOf(row.value("name"))))
                    .and(COMPANY.POSTCODE.eq(String.valueOf(row.value("postcode")))));
        }
        return rules;
    }

    private static List<Condition> ofPerson(RecordRow row) {
        var rules = new ArrayList<Condition>();
        add(rules, PERSON.EXTERNAL_ID, row.value("external_id"));
        add(rules, PERSON.EMAIL, row.value("email"));
        add(rules, PERSON.PHONE, row.value("phone"));
        return rules;
    }

    private static void add(List<Condition> rules, Field<String> column, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            rules.add(column.eq(value.toString()));
        }
    }

    private List<RecordBeside.Line> first(List<Condition> rules, String table, String plural, UUID but, Actor me) {
        var id = DSL.field(DSL.name(table, "id"), UUID.class);
        for (var rule : rules) {
            var found = sql.select(id, DSL.field(DSL.name(table, "name"), String.class))
                    .from(DSL.table(DSL.name(table)))
                    .where(rule)
                    .and(id.ne(but))
                    .and(different(id, but).not())
                    .and(DSL.field(DSL.name(table, "deleted_at")).isNull())
                    .and(Visible.to(me, List.of(DSL.field(DSL.name(table, "owner_id"), UUID.class))))
                    .limit(5)
                    .fetch(row -> RecordBeside.Line.of(row.value2(), "", plural, row.value1()));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** Somebody looked at both and said that they are two. */
    private static Condition different(Field<UUID> one, UUID other) {
        return DSL.condition(
                "exists (select from duplicate_pair p where p.one_id = least({0}, {1}) and p.other_id = greatest({0}, {1})"
                        + " and p.state = 'different')",
                one, DSL.val(other));
    }
}
