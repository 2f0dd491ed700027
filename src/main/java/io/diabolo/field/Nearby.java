package io.diabolo.field;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Companies near a place. Diabolo knows addresses and no coordinates, so near means: the same postcode, then the same town,
 * then the same department, which in France is how a postcode begins. That is no distance, and the page says so.
 */
@Service
class Nearby {
    static final int SHOWN = 60;
    /** Overseas a department has three digits. */
    private static final List<String> OVERSEAS = List.of("97", "98");

    private final DSLContext sql;
    private final RecordTypes types;

    Nearby(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    /** How near, the nearest first. */
    enum How {
        POSTCODE,
        CITY,
        DEPARTMENT;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param owner empty where it has none */
    record Company(
            UUID id,
            String name,
            String where,
            String map,
            @Nullable String phone,
            String owner) {}

    /** Around what one looks. */
    record Around(@Nullable UUID company, String postcode, String city, String country) {
        boolean isEmpty() {
            return postcode.isEmpty();
        }
    }

    /** Where a company is. @throws NoSuchRecord when {@code me} can't see it */
    @Transactional(readOnly = true)
    public Around around(UUID company, Actor me) {
        var row = sql.selectFrom(COMPANY)
                .where(COMPANY.ID.eq(company))
                .and(COMPANY.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("company").orElseThrow()))
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("company", company));
        return new Around(company, plain(row.getPostcode()), plain(row.getCity()), country(row.getCountry()));
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    static String country(@Nullable String text) {
        return text == null || text.isBlank() ? "FR" : text.strip().toUpperCase(Locale.ROOT);
    }

    /** Those that {@code me} sees, {@value #SHOWN} at most. Reads the index company_place. */
    @Transactional(readOnly = true)
    public Map<How, List<Company>> of(Around around, Actor me) {
        var postcode = around.postcode();
        var city = DSL.lower(COMPANY.CITY).eq(around.city().toLowerCase(Locale.ROOT));
        var how = DSL.when(COMPANY.POSTCODE.eq(postcode), 0)
                .when(around.city().isEmpty() ? DSL.falseCondition() : city, 1)
                .otherwise(2);
        var found = new TreeMap<How, List<Company>>();
        sql.select(COMPANY.fields())
                .select(MEMBER.NAME, how.as("how"))
                .from(COMPANY)
                .leftJoin(MEMBER)
                .on(MEMBER.ID.eq(COMPANY.OWNER_ID))
                .where(in(department(postcode, around.country()), around.country()))
                .and(around.company() == null ? DSL.noCondition() : COMPANY.ID.ne(around.company()))
                .and(COMPANY.DELETED_AT.isNull())
                .and(COMPANY.POSTCODE.isNotNull())
                .and(Visible.to(me, types.byId("company").orElseThrow()))
                .orderBy(how, COMPANY.POSTCODE, COMPANY.NAME_KEY, COMPANY.ID)
                .limit(SHOWN)
                .forEach(row -> {
                    var place = new Place(
                            row.get(COMPANY.STREET),
                            row.get(COMPANY.POSTCODE),
                            row.get(COMPANY.CITY),
                            row.get(COMPANY.COUNTRY));
                    var owner = row.get(MEMBER.NAME);
                    found.computeIfAbsent(How.values()[row.get("how", Integer.class)], _ -> new java.util.ArrayList<>())
                            .add(new Company(
                                    row.get(COMPANY.ID),
                                    row.get(COMPANY.NAME),
                                    place.line(),
                                    place.map(),
                                    row.get(COMPANY.PHONE),
                                    owner == null ? "" : owner));
                });
        return found;
    }

    /** As a range: a pattern would be compared row by row behind the workspace's wall, whatever index there is. */
    private static Condition in(String beginning, String country) {
        var last = beginning.charAt(beginning.length() - 1);
        var after = beginning.substring(0, beginning.length() - 1) + (char) (last + 1);
        // Where no country stands it is the workspace's own, which for a postcode of five digits is France.
        return COMPANY.COUNTRY
                .eq(country)
                .or(country.equals("FR") ? COMPANY.COUNTRY.isNull() : DSL.falseCondition())
                .and(COMPANY.POSTCODE.ge(beginning))
                .and(COMPANY.POSTCODE.lt(after));
    }

    /** The department of a French postcode; elsewhere the same postcode alone is near. */
    static String department(String postcode, String country) {
        if (!country.equals("FR") || postcode.length() < 3) {
            return postcode;
        }
        return postcode.substring(0, OVERSEAS.contains(postcode.substring(0, 2)) ? 3 : 2);
    }
}
