package io.diabolo.acceptance;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/** Pages of the organisation with people and empty seats on them. */
final class OrganisationPages {
    private final ApplicationContext application;
    private final Given given;

    OrganisationPages(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var filled = create(
                "positions",
                Map.of(
                        "role",
                        "account-executive",
                        "member",
                        given.administrator().member().value().toString(),
                        "segments",
                        "smb, enterprise"));
        create("positions", Map.of("name", "SDR Rhône-Alpes", "role", "sdr", "state", "open", "ramp_months", "3"));
        var own =
                create("own-roles", Map.of("name", "Éclaireur", "based_on", "business-developer", "replaces", "true"));
        return List.of(
                "/organisation",
                "/organisation?by=team",
                "/organisation/coverage",
                "/organisation/coverage?channel=inbound",
                "/organisation/roles",
                "/organisation/questions",
                "/settings/targets",
                "/settings/targets?role=sdr&propose=true",
                "/settings/targets/members/" + given.administrator().member() + "?role=ae",
                "/targets?role=ae&period=2026",
                "/organisation/capacity?goal=500000&count=2&role=sdr&start=2027-03&ramp=3",
                "/positions",
                "/positions/new?role=csm&stages=delivery,live",
                "/positions/" + filled,
                "/positions/" + filled + "/edit",
                "/own-roles/" + own);
    }

    private java.util.UUID create(String plural, Map<String, String> values) {
        return given.in(() -> application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id());
    }
}
