package io.diabolo.importing.mapping;

import static io.diabolo.importing.mapping.ValueKind.BOOLEAN;
import static io.diabolo.importing.mapping.ValueKind.COUNTRY;
import static io.diabolo.importing.mapping.ValueKind.DATE;
import static io.diabolo.importing.mapping.ValueKind.DATE_TIME;
import static io.diabolo.importing.mapping.ValueKind.DECIMAL;
import static io.diabolo.importing.mapping.ValueKind.INTEGER;
import static io.diabolo.importing.mapping.ValueKind.MONEY;
import static io.diabolo.importing.mapping.ValueKind.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of each target, in the order in which a page offers them. */
public final class Fields {
    private static final Map<String, ValueKind> KINDS = Map.ofEntries(
            Map.entry("email", ValueKind.EMAIL),
            Map.entry("phone", ValueKind.PHONE),
            Map.entry("mobile", ValueKind.PHONE),
            Map.entry("website", ValueKind.URL),
            Map.entry("linkedin", ValueKind.URL),
            Map.entry("siren", ValueKind.SIREN),
            Map.entry("siret", ValueKind.SIRET),
            Map.entry("vat_number", ValueKind.VAT_NUMBER),
            Map.entry("country", COUNTRY),
            Map.entry("headcount", TEXT), // a number or an INSEE band
            Map.entry("turnover", MONEY),
            Map.entry("amount", MONEY),
            Map.entry("one_off_amount", MONEY),
            Map.entry("recurring_amount", MONEY),
            Map.entry("list_price", MONEY),
            Map.entry("unit_cost", MONEY),
            Map.entry("vat_rate", DECIMAL),
            Map.entry("monthly_amount", MONEY),
            Map.entry("yearly_amount", MONEY),
            Map.entry("term_months", INTEGER),
            Map.entry("notice_months", INTEGER),
            Map.entry("score", DECIMAL),
            Map.entry("converted", BOOLEAN),
            Map.entry("done", BOOLEAN),
            Map.entry("at", DATE_TIME),
            Map.entry("opened_at", DATE_TIME),
            Map.entry("first_response_at", DATE_TIME),
            Map.entry("solved_at", DATE_TIME),
            Map.entry("csat", DECIMAL),
            Map.entry("close_date", DATE));

    private static final Map<Target, List<Field>> ALL = Map.of(
            Target.COMPANY,
            fields("""
                external_id id name domain website phone email siren siret vat_number naf legal_form industry
                technologies headcount turnover country region city postcode street parent>company owner>member created_on
                segment description\
                """),
            Target.PERSON,
            fields("""
                external_id id first_name last_name full_name email phone mobile title company>company owner>member
                language country city created_on linkedin consent data_source\
                """),
            Target.LEAD,
            fields("""
                external_id id first_name last_name full_name email phone title company>company channel source
                campaign owner>member status stage converted score created_on qualified_on won_on lost_on
                disqualified_on reason\
                """),
            Target.OPPORTUNITY,
            fields("""
                external_id id name company>company person>person lead>lead product>product owner>member stage status type
                pipeline amount one_off_amount recurring_amount recurring_period term_months currency created_on
                discovery_on proposal_on closing_on won_on lost_on close_date channel source reason next_step
                sub_stage competitor\
                """),
            Target.CONTRACT,
            fields("""
                external_id id name company>company owner>member monthly_amount yearly_amount currency starts_on
                term_months renewal_on notice_months notice_on ends_on\
                """),
            Target.PRODUCT,
            fields("""
                external_id name family list_price currency recurring_period vat_rate sales_unit unit_cost description\
                """),
            Target.COMPETITOR,
            fields("external_id name website strengths weaknesses threats battlecard"),
            Target.TICKET,
            fields("""
                external_id id subject description status priority tier kind skill product via requester_name
                requester_email person>person company>company owner>member opened_at first_response_at solved_at
                resolution csat csat_comment\
                """),
            Target.MEMBER,
            fields("name email manager>member team"),
            Target.ACTIVITY,
            fields("external_id kind subject body about>company owner>member at due_on done"));

    /** One of these must be filled, or the rows can't be told what they are. */
    private static final Map<Target, Set<String>> REQUIRED = Map.of(
            Target.COMPANY, Set.of("name", "siren", "siret", "id", "external_id", "domain"),
            Target.PERSON, Set.of("last_name", "full_name", "email", "id", "external_id"),
            Target.LEAD, Set.of("last_name", "full_name", "email", "id", "external_id", "company"),
            Target.OPPORTUNITY, Set.of("name", "id", "external_id", "company", "lead"),
            Target.CONTRACT, Set.of("name", "external_id", "id", "company"),
            Target.PRODUCT, Set.of("name", "external_id"),
            Target.COMPETITOR, Set.of("name", "external_id"),
            Target.TICKET, Set.of("subject"),
            Target.MEMBER, Set.of("name", "email"),
            Target.ACTIVITY, Set.of("subject", "body"));

    private Fields() {}

    /** All fields of a target. */
    public static List<Field> of(Target target) {
        return known(ALL, target);
    }

    /** The field of that name, null when the target has none. */
    public static @Nullable Field of(Target target, String name) {
        return of(target).stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Fields of which at least one must be filled. */
    public static Set<String> required(Target target) {
        return known(REQUIRED, target);
    }

    private static <T> T known(Map<Target, T> all, Target target) {
        return java.util.Objects.requireNonNull(all.get(target));
    }

    private static List<Field> fields(String words) {
        var fields = new ArrayList<Field>();
        for (var word : words.strip().split("\\s+")) {
            int arrow = word.indexOf('>');
            var name = arrow < 0 ? word : word.substring(0, arrow);
            var kind = name.endsWith("_on") ? DATE : KINDS.getOrDefault(name, TEXT);
            fields.add(new Field(name, kind, arrow < 0 ? null : Target.of(word.substring(arrow + 1))));
        }
        return List.copyOf(fields);
    }
}
