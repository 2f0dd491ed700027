package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;

import io.diabolo.platform.Actor;
import io.diabolo.prospecting.Finding.Source;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What a register file says that was imported: the row with a SIREN of the same name at the same place. Two rows that would
 * do tell nothing.
 */
@Component
@Order(10)
class FindInRegister implements Finder {
    private static final int SAME_POSTCODE = 95;
    private static final int SAME_CITY = 80;
    private static final Map<String, Field<?>> TAKEN = Map.of(
            "siren", COMPANY.SIREN,
            "naf", COMPANY.NAF,
            "industry", COMPANY.INDUSTRY,
            "headcount", COMPANY.HEADCOUNT,
            "legal_form", COMPANY.LEGAL_FORM,
            "street", COMPANY.STREET,
            "postcode", COMPANY.POSTCODE,
            "city", COMPANY.CITY,
            "country", COMPANY.COUNTRY);

    private final DSLContext sql;
    private final RecordTypes types;

    FindInRegister(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    @Override
    public List<Finding> find(Subject subject, Actor me) {
        var name = subject.value("name");
        if (!subject.isCompany() || !subject.lacks("siren") || name == null) {
            return List.of();
        }
        var postcode = subject.value("postcode");
        var city = subject.value("city");
        if (postcode == null && city == null) {
            return List.of();
        }
        var there = postcode == null
                ? DSL.condition("fold({0}) = fold({1})", COMPANY.CITY, DSL.val(city))
                : COMPANY.POSTCODE.eq(postcode);
        var rows = sql.select(TAKEN.values())
                .select(COMPANY.NAME)
                .from(COMPANY)
                .where(COMPANY.NAME_KEY.eq(DSL.function("fold", String.class, DSL.val(name))))
                .and(COMPANY.SIREN.isNotNull())
                .and(COMPANY.ID.ne(subject.id()))
                .and(COMPANY.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("company").orElseThrow()))
                .and(there)
                .limit(2)
                .fetch();
        if (rows.size() != 1) {
            return List.of();
        }
        var row = rows.getFirst();
        var found = new ArrayList<Finding>();
        TAKEN.forEach((field, column) -> {
            var value = row.get(column);
            if (value != null && subject.lacks(field)) {
                found.add(new Finding(
                        field,
                        value.toString(),
                        Source.REGISTER,
                        row.get(COMPANY.NAME),
                        postcode == null ? SAME_CITY : SAME_POSTCODE));
            }
        });
        return found;
    }
}
