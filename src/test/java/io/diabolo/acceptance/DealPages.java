package io.diabolo.acceptance;

import io.diabolo.deals.Blockers;
import io.diabolo.deals.Competition;
import io.diabolo.deals.Stakeholders;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.sheets.Sheets;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** A sale in discovery: its sheet half filled, people around it with all their parts, somebody who blocks, two competitors. */
final class DealPages {
    private final ApplicationContext application;
    private final Given given;

    DealPages(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    private UUID create(String plural, Map<String, String> values) {
        return application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id();
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        return given.in(() -> {
            var me = given.administrator();
            var company = create("companies", Map.of("name", "Chaudronnerie de la Sèvre"));
            var lead = create("leads", Map.of("last_name", "Delmas", "company", company.toString()));
            var sheets = application.getBean(Sheets.class);
            sheets.answer(
                    "lead",
                    lead,
                    Map.of(
                            "budget",
                            new Sheets.Said("40 k€ prévus au budget 2027", "Anne Delmas", "2026-11-20", "call", "")),
                    me);
            var deal = create(
                    "opportunities",
                    Map.of("name", "Suivi de production", "company", company.toString(), "lead", lead.toString()));
            sheets.answer("opportunity", deal, Map.of("need", new Sheets.Said("Suivre les temps", "", "", "", "")), me);
            people(deal);
            var competition = application.getBean(Competition.class);
            competition.say(deal, "Planifix", "shortlisted", "Moins cher, pas de suivi d’atelier", me);
            competition.say(deal, "Un tableur", "confirmed", "", me);
            var planifix = competition.of(deal, me).getFirst().competitor();
            var path = "/opportunities/" + deal;
            return List.of(
                    path,
                    path + "/sheet",
                    path + "/sheet/budget",
                    path + "/stakeholders",
                    path + "/competition",
                    "/stakeholders",
                    "/competition",
                    "/competitors",
                    "/competitors/new",
                    "/competitors/" + planifix,
                    "/opportunities?competed=" + planifix + ".open",
                    "/settings/sheets");
        });
    }

    private void people(UUID deal) {
        var me = given.administrator();
        var stakeholders = application.getBean(Stakeholders.class);
        var chief = stakeholders.add(
                deal,
                Map.of("person", "Anne Delmas", "part", "economic_buyer", "influence", "high", "stance", "neutral"),
                me);
        var champion = stakeholders.add(
                deal,
                Map.of(
                        "person",
                        "Jean-Christophe de la Rochefoucauld",
                        "part",
                        "champion",
                        "stance",
                        "supports",
                        "reports_to",
                        chief.id().toString()),
                me);
        stakeholders.add(
                deal,
                Map.of(
                        "person",
                        "Guy Noir",
                        "part",
                        "legal",
                        "influence",
                        "high",
                        "stance",
                        "opposes",
                        "reports_to",
                        chief.id().toString(),
                        "influences",
                        List.of(champion.id().toString()),
                        "note",
                        "Veut l’hébergement en France"),
                me);
        application
                .getBean(Blockers.class)
                .add(deal, new Blockers.Wanted("Le juridique veut l’hébergement en France", null, null, 3), me);
    }
}
