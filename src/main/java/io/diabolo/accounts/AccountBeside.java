package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;
import static io.diabolo.jooq.Tables.VALUE_METRIC;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a company the way to its account and what is suggested there; beside a lead who recommended it. */
@Component
@Order(3)
class AccountBeside implements RecordBeside {
    static final String TITLE = "account.beside";
    private static final int SHOWN = 5;
    private final AccountFacts accounts;
    private final ReferralRules referrals;
    private final DSLContext sql;
    /** Later: a panel beside a record is asked for by pages that know all types. */
    private final ObjectProvider<RecordTypes> types;

    AccountBeside(AccountFacts accounts, ReferralRules referrals, DSLContext sql, ObjectProvider<RecordTypes> types) {
        this.accounts = accounts;
        this.referrals = referrals;
        this.sql = sql;
        this.types = types;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        return switch (type) {
            case "company" -> account(row, ui);
            case "lead" -> referral(row, ui);
            default -> List.of();
        };
    }

    private List<Panel> account(RecordRow row, Ui ui) {
        if (!accounts.isSeen(row.id(), ui.me())) {
            return List.of();
        }
        var lines = new ArrayList<Line>();
        lines.add(new Line(ui.t("account.open"), "", "/accounts/" + row.id(), ""));
        lines.add(new Line(ui.t("plan.open"), "", "/accounts/" + row.id() + "/plan", ""));
        accounts.suggestions(row.id(), ui.me()).stream()
                .limit(SHOWN)
                .forEach(one -> lines.add(new Line(
                        ui.t("choice.suggestion.kind." + one.getKind()),
                        SuggestionPage.reason(one, ui),
                        "/suggestions/" + one.getId(),
                        "")));
        return List.of(new Panel(TITLE, lines), values(row.id(), ui), answers(row.id(), ui));
    }

    /** The return that was promised, and how far it has come. */
    private Panel values(UUID company, Ui ui) {
        var lines = sql.selectFrom(VALUE_METRIC)
                .where(VALUE_METRIC.COMPANY_ID.eq(company))
                .and(VALUE_METRIC.DELETED_AT.isNull())
                .and(Visible.to(ui.me(), types.getObject().byId("value_metric").orElseThrow()))
                .orderBy(
                        VALUE_METRIC.STATE.eq("open").desc(),
                        VALUE_METRIC.DUE_ON.asc().nullsLast(),
                        VALUE_METRIC.ID)
                .limit(SHOWN)
                .fetch(one -> Line.of(
                        one.getName(),
                        ui.t("choice.value_metric.state." + one.getState())
                                + (one.getReached() == null
                                        ? ""
                                        : " · " + ui.percent(one.getReached().doubleValue() / 100, 0)),
                        "value-metrics",
                        one.getId()));
        return new Panel("record.value_metric.many", lines);
    }

    /** What was answered last. */
    private Panel answers(UUID company, Ui ui) {
        var lines = sql.selectFrom(SURVEY_RESPONSE)
                .where(SURVEY_RESPONSE.COMPANY_ID.eq(company))
                .and(SURVEY_RESPONSE.DELETED_AT.isNull())
                .and(Visible.to(
                        ui.me(), types.getObject().byId("survey_response").orElseThrow()))
                .orderBy(SURVEY_RESPONSE.ANSWERED_AT.desc(), SURVEY_RESPONSE.ID)
                .limit(SHOWN)
                .fetch(one ->
                        Line.of(one.getName(), ui.day(one.getAnsweredAt().toInstant()), "responses", one.getId()));
        return new Panel("record.survey_response.many", lines);
    }

    /** Who sees the lead reads who recommended it, for that is how one speaks to it. */
    private List<Panel> referral(RecordRow row, Ui ui) {
        var referral = referrals.of(row.id());
        if (referral == null) {
            return List.of();
        }
        var customer = sql.select(COMPANY.NAME)
                .from(COMPANY)
                .where(COMPANY.ID.eq(referral.getCompanyId()))
                .fetchOne(COMPANY.NAME);
        var person = referral.getPersonId() == null
                ? null
                : sql.select(PERSON.NAME)
                        .from(PERSON)
                        .where(PERSON.ID.eq(referral.getPersonId()))
                        .fetchOne(PERSON.NAME);
        var by = person == null ? String.valueOf(customer) : ui.t("referral.by.of", person, String.valueOf(customer));
        return List.of(new Panel(
                "referral.by",
                List.of(new Line(
                        by,
                        referral.getThankedOn() == null
                                ? ui.t("referral.unthanked")
                                : ui.t("referral.thanked.on", ui.day(referral.getThankedOn())),
                        "/referrals/" + referral.getId(),
                        ""))));
    }
}
