package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CUSTOMER_ACCOUNT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.BOOLEAN;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.TEXT;

import io.diabolo.jooq.tables.Company;
import io.diabolo.jooq.tables.Member;
import io.diabolo.records.FieldKind;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Accounts as a list that nobody writes: one for each company with a contract, with what is known of it, so that it can be
 * sorted, filtered, exported, and asked by rules.
 */
@Component
@Order(85)
class AccountType implements RecordType {
    static final List<String> STATES = List.of("customer", "churned");
    static final List<String> SEGMENTS = List.of("micro", "smb", "mid_market", "enterprise");
    static final List<String> REASONS =
            List.of("expired", "price", "product", "service", "competitor", "closed", "moved", "other");

    private static final Company OF = COMPANY.as("account_of");
    private static final Member CONTACT = MEMBER.as("contact");
    private static final Member SELLER = MEMBER.as("seller");
    private static final Member KEEPER = MEMBER.as("keeper");
    private static final Member SUCCESS = MEMBER.as("success");

    private final List<RecordField> fields = List.of(
            shown(RecordField.of("name", TEXT, CUSTOMER_ACCOUNT.NAME)).sortedBy(CUSTOMER_ACCOUNT.NAME_KEY),
            shown(RecordField.reference("company", "company", CUSTOMER_ACCOUNT.ID, OF.NAME)),
            shown(RecordField.choice("state", CUSTOMER_ACCOUNT.STATE, STATES)),
            shown(RecordField.choice("segment", CUSTOMER_ACCOUNT.SEGMENT, SEGMENTS)),
            shown(RecordField.money("yearly", CUSTOMER_ACCOUNT.YEARLY_MINOR, CUSTOMER_ACCOUNT.CURRENCY)),
            shown(RecordField.of("renewal_on", DATE, CUSTOMER_ACCOUNT.RENEWAL_ON)),
            shown(RecordField.of("notice_on", DATE, CUSTOMER_ACCOUNT.NOTICE_ON)),
            shown(RecordField.of("next_action", TEXT, CUSTOMER_ACCOUNT.NEXT_ACTION)),
            shown(RecordField.of("next_action_on", DATE, CUSTOMER_ACCOUNT.NEXT_ACTION_ON)),
            shown(RecordField.member("owner", CUSTOMER_ACCOUNT.OWNER_ID, CONTACT.NAME)),
            shown(RecordField.member("am", CUSTOMER_ACCOUNT.AM_ID, KEEPER.NAME)),
            shown(RecordField.member("csm", CUSTOMER_ACCOUNT.CSM_ID, SUCCESS.NAME)),
            shown(RecordField.member("ae", CUSTOMER_ACCOUNT.AE_ID, SELLER.NAME)),
            shown(RecordField.of("customer_since", DATE, CUSTOMER_ACCOUNT.CUSTOMER_SINCE)),
            shown(RecordField.of("products", INTEGER, CUSTOMER_ACCOUNT.PRODUCTS)),
            shown(RecordField.of("product_names", TEXT, CUSTOMER_ACCOUNT.PRODUCT_NAMES)),
            shown(RecordField.of("contacts", INTEGER, CUSTOMER_ACCOUNT.CONTACTS)),
            shown(RecordField.of("new_contacts", INTEGER, CUSTOMER_ACCOUNT.NEW_CONTACTS)),
            shown(RecordField.of("adoption", INTEGER, CUSTOMER_ACCOUNT.ADOPTION)),
            shown(RecordField.of("active_days", INTEGER, CUSTOMER_ACCOUNT.ACTIVE_DAYS)),
            shown(RecordField.of("usage_change", INTEGER, CUSTOMER_ACCOUNT.USAGE_CHANGE)),
            shown(RecordField.of("limit_used", INTEGER, CUSTOMER_ACCOUNT.LIMIT_USED)),
            shown(RecordField.of("nps", INTEGER, CUSTOMER_ACCOUNT.NPS)),
            shown(RecordField.of("value_reached", INTEGER, CUSTOMER_ACCOUNT.VALUE_REACHED)),
            shown(RecordField.of("open_tickets", INTEGER, CUSTOMER_ACCOUNT.OPEN_TICKETS)),
            shown(RecordField.of("open_offers", INTEGER, CUSTOMER_ACCOUNT.OPEN_OFFERS)),
            shown(RecordField.of("sponsors_left", INTEGER, CUSTOMER_ACCOUNT.SPONSORS_LEFT)),
            shown(RecordField.of("planned", BOOLEAN, CUSTOMER_ACCOUNT.PLANNED)),
            shown(RecordField.of("churned_on", DATE, CUSTOMER_ACCOUNT.CHURNED_ON)),
            shown(RecordField.choice("churn_reason", CUSTOMER_ACCOUNT.CHURN_REASON, REASONS)),
            shown(RecordField.of("counted_at", FieldKind.INSTANT, CUSTOMER_ACCOUNT.COUNTED_AT)));

    private static RecordField shown(RecordField field) {
        return field.only(Use.COLUMN, Use.FILTER, Use.SORT);
    }

    @Override
    public String id() {
        return "account";
    }

    @Override
    public String plural() {
        return "accounts";
    }

    @Override
    public Table<?> table() {
        return CUSTOMER_ACCOUNT;
    }

    @Override
    public Table<?> from() {
        return CUSTOMER_ACCOUNT
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(CUSTOMER_ACCOUNT.WORKSPACE_ID))
                .and(OF.ID.eq(CUSTOMER_ACCOUNT.ID))
                .leftJoin(CONTACT)
                .on(CONTACT.WORKSPACE_ID.eq(CUSTOMER_ACCOUNT.WORKSPACE_ID))
                .and(CONTACT.ID.eq(CUSTOMER_ACCOUNT.OWNER_ID))
                .leftJoin(SELLER)
                .on(SELLER.WORKSPACE_ID.eq(CUSTOMER_ACCOUNT.WORKSPACE_ID))
                .and(SELLER.ID.eq(CUSTOMER_ACCOUNT.AE_ID))
                .leftJoin(KEEPER)
                .on(KEEPER.WORKSPACE_ID.eq(CUSTOMER_ACCOUNT.WORKSPACE_ID))
                .and(KEEPER.ID.eq(CUSTOMER_ACCOUNT.AM_ID))
                .leftJoin(SUCCESS)
                .on(SUCCESS.WORKSPACE_ID.eq(CUSTOMER_ACCOUNT.WORKSPACE_ID))
                .and(SUCCESS.ID.eq(CUSTOMER_ACCOUNT.CSM_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "state", "yearly", "renewal_on", "next_action", "next_action_on", "owner", "csm");
    }

    @Override
    public String defaultSort() {
        return "-yearly";
    }

    @Override
    public Set<String> deadlines() {
        return Set.of("next_action_on");
    }

    /** Whoever of the team may be seen. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of(
                CUSTOMER_ACCOUNT.OWNER_ID, CUSTOMER_ACCOUNT.AM_ID, CUSTOMER_ACCOUNT.CSM_ID, CUSTOMER_ACCOUNT.AE_ID);
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    /** They are found through their companies. */
    @Override
    public Set<String> searched() {
        return Set.of();
    }
}
