package io.diabolo.accounts;

import io.diabolo.accounts.AccountFacts.Contact;
import io.diabolo.directory.RecordBeside;
import io.diabolo.identity.Member;
import io.diabolo.jooq.tables.records.AccountPlanRecord;
import io.diabolo.jooq.tables.records.CustomerAccountRecord;
import io.diabolo.jooq.tables.records.SuggestionRecord;
import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that an account's page shows.
 *
 * @param names of products and people of the suggestions
 * @param panels what other modules have beside the company: contracts, tickets, promises, values, health
 * @param only which part of the history
 */
record AccountPage(
        CustomerAccountRecord account,
        List<AccountTeam.Seat> team,
        List<Member> candidates,
        List<SuggestionRecord> suggestions,
        Map<UUID, String> names,
        List<Contact> people,
        @Nullable AccountPlanRecord plan,
        List<RecordBeside.Panel> panels,
        AccountHistory.Part history,
        String only,
        String fault,
        Ui ui) {
    /** @param look ok, warn, danger or empty */
    record KeyFigure(String value, String label, String look) {}

    String path() {
        return "/accounts/" + account.getId();
    }

    boolean isChurned() {
        return account.getState().equals("churned");
    }

    boolean mayWork() {
        return AccountRights.mayWork(ui.me());
    }

    /** What can be seen of it at a glance; what isn't known isn't shown. */
    List<KeyFigure> numbers() {
        var all = new ArrayList<KeyFigure>();
        all.add(new KeyFigure(
                ui.money(Money.ofMinor(
                        account.getYearlyMinor(), account.getCurrency().strip())),
                ui.t("account.yearly"),
                ""));
        if (account.getRenewalOn() != null) {
            all.add(new KeyFigure(ui.day(account.getRenewalOn()), ui.t("account.renewal"), ""));
        }
        if (account.getAdoption() != null) {
            all.add(new KeyFigure(ui.percent(account.getAdoption() / 100.0, 0), ui.t("account.adoption"), ""));
        }
        if (account.getLimitUsed() != null) {
            all.add(new KeyFigure(
                    ui.percent(account.getLimitUsed() / 100.0, 0),
                    ui.t("account.limit"),
                    account.getLimitUsed() >= 100 ? "warn" : ""));
        }
        if (account.getValueReached() != null) {
            all.add(new KeyFigure(ui.percent(account.getValueReached() / 100.0, 0), ui.t("account.value"), ""));
        }
        if (account.getNps() != null) {
            all.add(new KeyFigure(ui.t("account.nps.of", account.getNps()), ui.t("account.nps"), ""));
        }
        all.add(new KeyFigure(ui.number(account.getOpenTickets()), ui.t("account.tickets"), ""));
        return all;
    }

    String suggested(SuggestionRecord one) {
        var product = one.getProductId() == null ? null : names.get(one.getProductId());
        var person = one.getPersonId() == null ? null : names.get(one.getPersonId());
        var what = ui.t("choice.suggestion.kind." + one.getKind());
        return product != null
                ? ui.t("suggestion.named", what, product)
                : person != null ? ui.t("suggestion.named", what, person) : what;
    }

    String reason(SuggestionRecord one) {
        return SuggestionPage.reason(one, ui);
    }

    String part(Contact one) {
        return one.part().isEmpty() ? "" : ui.t("choice.stakeholder.part." + one.part());
    }

    /** Where they are instead, and since when. */
    String gone(Contact one) {
        var left = one.left();
        if (left == null) {
            return "";
        }
        return one.now().isEmpty()
                ? ui.t("account.left", ui.day(left))
                : ui.t("account.moved", ui.day(left), one.now());
    }

    String role(AccountTeam.Seat seat) {
        return ui.t(seat.role().equals("contact") ? "account.contact" : "role." + seat.role());
    }

    /** Where a recommendation by this customer is written down: by names, as people read them in the form. */
    String referral() {
        return referral(account.getName(), "");
    }

    static String referral(String company, String person) {
        return "/referrals/new?company=" + encoded(company) + (person.isEmpty() ? "" : "&person=" + encoded(person));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A hand-off by which the contact goes on to the account manager. */
    String handover() {
        return "/handoffs/new?kind=customer-contact&subject_type=company&subject_id=" + account.getId();
    }

    boolean mayHandOver() {
        return ui.me().administrator()
                || List.of("ae", "csm", "manager").stream().anyMatch(ui.me().roles()::contains);
    }

    String link(String group) {
        return path() + (group.isEmpty() ? "" : "?only=" + group);
    }

    String older() {
        var next = history.next();
        return next == null ? "" : path() + "?before=" + next + (only.isEmpty() ? "" : "&only=" + only);
    }

    String what(AccountHistory.Event event) {
        if (event.kind().startsWith("sale.stage.")) {
            return ui.t(
                    "account.history.stage",
                    event.name(),
                    ui.t("stage."
                            + io.diabolo.journey.Stage.of(
                                            Integer.parseInt(event.kind().substring(11)))
                                    .id()));
        }
        if (event.kind().startsWith("talk.")) {
            var kind = ui.t("choice.activity.kind." + event.kind().substring(5));
            return event.name().isEmpty() ? kind : ui.t("record.timeline.activity", kind, event.name());
        }
        if (event.kind().equals("sale.suggestion")) {
            return ui.t(
                    "account.history.suggestion",
                    ui.t("choice.suggestion.kind." + event.name()),
                    ui.t("choice.suggestion.state." + event.detail()));
        }
        if (event.group().equals("handoff")) {
            return ui.t("account.history." + event.kind(), ui.t("handoff.kind." + event.name()));
        }
        return ui.t("account.history." + event.kind(), event.name());
    }

    /** What stands below it, where that isn't said above already. */
    String more(AccountHistory.Event event) {
        return event.kind().equals("sale.suggestion") || event.kind().startsWith("service.ticket")
                ? ""
                : event.kind().startsWith("sale.stage.") && event.detail().matches("[a-z_]+")
                        ? ui.t("account.history.reason", event.detail().replace('_', ' '))
                        : event.detail();
    }

    static String look(AccountHistory.Event event) {
        return switch (event.group()) {
            case "sale" -> "out";
            case "contract" -> "grow";
            case "service" -> "in";
            case "people" -> event.kind().equals("people.left") ? "bad" : "";
            default -> "";
        };
    }
}
