package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
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

    AccountBeside(AccountFacts accounts, ReferralRules referrals, DSLContext sql) {
        this.accounts = accounts;
        this.referrals = referrals;
        this.sql = sql;
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
        return List.of(new Panel(TITLE, lines));
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
        var by = person == null
                ? String.valueOf(customer)
                : ui.t("referral.by.of", person, String.valueOf(customer));
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
