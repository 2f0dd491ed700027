package io.diabolo.insight;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.journey.Stage.CLOSING;
import static io.diabolo.journey.Stage.DELIVERY;
import static io.diabolo.journey.Stage.DISCOVERY;
import static io.diabolo.journey.Stage.GROWTH;
import static io.diabolo.journey.Stage.LEAD;
import static io.diabolo.journey.Stage.LIVE;
import static io.diabolo.journey.Stage.MARKET;
import static io.diabolo.journey.Stage.PROPOSAL;
import static io.diabolo.journey.Stage.QUALIFIED;
import static io.diabolo.journey.Stage.WON;

import io.diabolo.journey.Stage;
import io.diabolo.web.Ui;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who holds each stage: as the organisation says it; where nothing does, the members with its usual roles, DESIGN.md §3. */
@Component
class Holders {
    private static final Map<Stage, List<String>> ROLES = Map.of(
            MARKET, List.of("sdr", "growth"),
            LEAD, List.of("sdr", "bdr", "inbound"),
            QUALIFIED, List.of("sdr", "bdr"),
            DISCOVERY, List.of("ae"),
            PROPOSAL, List.of("ae", "se", "ops"),
            CLOSING, List.of("ae", "manager"),
            WON, List.of("ae", "adv"),
            DELIVERY, List.of("csm", "ops"),
            LIVE, List.of("csm", "support"),
            GROWTH, List.of("am", "perf"));
    private static final int FACES = 3;

    private static final int GAPS = 3;
    private final DSLContext sql;
    private final ObjectProvider<StageHolders> organisation;

    Holders(DSLContext sql, ObjectProvider<StageHolders> organisation) {
        this.sql = sql;
        this.organisation = organisation;
    }

    /** @param more how many more than those named */
    record Held(Stage stage, List<String> roles, List<String> names, int more) {
        boolean isNobody() {
            return names.isEmpty();
        }
    }

    private record Someone(String name, List<String> roles) {}

    List<Held> all() {
        var known = organisation.getIfAvailable();
        if (known != null) {
            var names = known.names();
            return Stage.stages().stream()
                    .map(stage -> held(stage, names.getOrDefault(stage, List.of())))
                    .toList();
        }
        var members = sql.select(MEMBER.NAME, MEMBER.ROLES)
                .from(MEMBER)
                .where(MEMBER.STATE.in("active", "invited"))
                .orderBy(MEMBER.NAME_KEY)
                .fetch(row -> new Someone(row.value1(), Arrays.asList(row.value2())));
        return Stage.stages().stream()
                .map(stage -> {
                    var roles = ROLES.getOrDefault(stage, List.of());
                    var names = members.stream()
                            .filter(member -> member.roles.stream().anyMatch(roles::contains))
                            .map(Someone::name)
                            .toList();
                    return held(stage, names);
                })
                .toList();
    }

    private static Held held(Stage stage, List<String> names) {
        return new Held(
                stage,
                ROLES.getOrDefault(stage, List.of()),
                names.stream().limit(FACES).toList(),
                Math.max(0, names.size() - FACES));
    }

    /** What is missing, shortly. */
    Missing missing(Ui ui) {
        var known = organisation.getIfAvailable();
        return known == null ? new Missing(List.of(), "") : new Missing(known.gaps(GAPS, ui), known.path());
    }

    /** @param path where all of it stands; empty where nobody knows */
    record Missing(List<StageHolders.Gap> gaps, String path) {}
}
