package io.diabolo.health;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.HEALTH;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.BOOLEAN;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;

import io.diabolo.records.FieldKind;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The health of customers as a list that nobody writes, and the words of the rules that give it. */
@Component
@Order(84)
class HealthType implements RecordType {
    static final String ID = "health";
    static final String PLURAL = "account-health";
    private static final List<String> SEGMENTS = List.of("micro", "smb", "mid_market", "enterprise");
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Member CSM = MEMBER.as("csm");
    private static final io.diabolo.jooq.tables.Member AM = MEMBER.as("am");

    private final List<RecordField> fields = List.of(
            shown(RecordField.reference("company", "company", HEALTH.COMPANY_ID, ACCOUNT.NAME)
                    .sortedBy(ACCOUNT.NAME_KEY)),
            whole("score", HEALTH.SCORE),
            shown(RecordField.choice("band", HEALTH.BAND, HealthBand.ids())),
            whole("change", HEALTH.CHANGE),
            whole("churn", HEALTH.CHURN),
            shown(RecordField.choice("segment", ACCOUNT.SEGMENT, SEGMENTS)),
            shown(RecordField.money("mrr", HEALTH.MRR_MINOR, HEALTH.CURRENCY)),
            whole("mrr_change", HEALTH.MRR_CHANGE),
            shown(RecordField.member("owner", HEALTH.OWNER_ID, CSM.NAME)),
            shown(RecordField.member("am", HEALTH.AM_ID, AM.NAME)),
            RecordField.computed("customer_since", DATE, HEALTH.CUSTOMER_SINCE),
            whole("contracts", HEALTH.CONTRACTS),
            RecordField.computed("notice_on", DATE, HEALTH.NOTICE_ON),
            whole("days_to_notice", HEALTH.DAYS_TO_NOTICE),
            RecordField.computed("renewal_on", DATE, HEALTH.RENEWAL_ON),
            whole("days_to_renewal", HEALTH.DAYS_TO_RENEWAL),
            RecordField.computed("notice_given", BOOLEAN, HEALTH.NOTICE_GIVEN),
            whole("usage_days", HEALTH.USAGE_DAYS),
            whole("usage_trend", HEALTH.USAGE_TREND),
            whole("features_used", HEALTH.FEATURES_USED),
            whole("adoption", HEALTH.ADOPTION),
            whole("idle_days", HEALTH.IDLE_DAYS),
            whole("open_tickets", HEALTH.OPEN_TICKETS),
            whole("urgent_tickets", HEALTH.URGENT_TICKETS),
            whole("breached_promises", HEALTH.BREACHED_PROMISES),
            whole("csat", HEALTH.CSAT),
            whole("nps", HEALTH.NPS),
            RecordField.computed("sponsor_left", BOOLEAN, HEALTH.SPONSOR_LEFT),
            whole("silent_days", HEALTH.SILENT_DAYS),
            whole("onboarding_late", HEALTH.ONBOARDING_LATE),
            whole("value_reached", HEALTH.VALUE_REACHED),
            whole("values_missed", HEALTH.VALUES_MISSED),
            whole("late_orders", HEALTH.LATE_ORDERS),
            RecordField.computed("measured_at", INSTANT, HEALTH.MEASURED_AT));

    private static RecordField shown(RecordField field) {
        return field.only(Use.COLUMN, Use.FILTER, Use.SORT);
    }

    private static RecordField whole(String name, Field<?> column) {
        return RecordField.computed(name, FieldKind.INTEGER, column);
    }

    @Override
    public String id() {
        return ID;
    }

    /** Not {@code health}: there, servers tell whether they are up. */
    @Override
    public String plural() {
        return PLURAL;
    }

    @Override
    public Table<?> table() {
        return HEALTH;
    }

    @Override
    public Table<?> from() {
        return HEALTH.leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(HEALTH.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(HEALTH.COMPANY_ID))
                .leftJoin(CSM)
                .on(CSM.WORKSPACE_ID.eq(HEALTH.WORKSPACE_ID))
                .and(CSM.ID.eq(HEALTH.OWNER_ID))
                .leftJoin(AM)
                .on(AM.WORKSPACE_ID.eq(HEALTH.WORKSPACE_ID))
                .and(AM.ID.eq(HEALTH.AM_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("company", "score", "band", "change", "segment", "mrr", "days_to_renewal", "owner");
    }

    /** The worst first. */
    @Override
    public String defaultSort() {
        return "score";
    }

    /** Who sees the company, and those who look after the customer. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of(HEALTH.OWNER_ID, HEALTH.AM_ID, HEALTH.COMPANY_OWNER_ID);
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }
}
