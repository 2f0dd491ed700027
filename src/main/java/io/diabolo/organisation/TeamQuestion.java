package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import io.diabolo.roles.CanonicalRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The questions about how a team works, in the order of the double funnel. One, {@link #DISCOVERY}, is about how, not who. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are List.of
enum TeamQuestion {
    PROSPECTS(CanonicalRole.SDR, List.of("outbound"), Stage.MARKET, Stage.LEAD, Stage.QUALIFIED),
    INBOUND(CanonicalRole.BDR, List.of("inbound"), Stage.LEAD, Stage.QUALIFIED),
    DISCOVERY(CanonicalRole.NONE, List.of()),
    CLOSES(CanonicalRole.ACCOUNT_EXECUTIVE, List.of(), Stage.PROPOSAL, Stage.CLOSING, Stage.WON),
    ONBOARDS(CanonicalRole.CSM, List.of(), Stage.DELIVERY),
    SUPPORTS(CanonicalRole.CUSTOMER_SUPPORT, List.of(), Stage.LIVE),
    RENEWS(CanonicalRole.ACCOUNT_MANAGER, List.of(), Stage.GROWTH),
    KEEPS(CanonicalRole.SALES_OPERATIONS, List.of());

    private final CanonicalRole role;
    private final List<String> channels;
    private final List<Stage> stages;

    TeamQuestion(CanonicalRole role, List<String> channels, Stage... stages) {
        this.role = role;
        this.channels = channels;
        this.stages = List.of(stages);
    }

    static Optional<TeamQuestion> named(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    /** Those that ask who. */
    static List<TeamQuestion> people() {
        return Arrays.stream(values()).filter(TeamQuestion::asksWho).toList();
    }

    /** In forms and tables. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean asksWho() {
        return this != DISCOVERY;
    }

    /** What somebody who is named here is. */
    CanonicalRole role() {
        return role;
    }

    List<String> channels() {
        return channels;
    }

    /**
     * Where they work.
     *
     * @param presales whether those before the AE hold discovery; else the AE does
     */
    List<Stage> stages(boolean presales) {
        var before = this == PROSPECTS || this == INBOUND;
        if (before && presales) {
            var more = new ArrayList<>(stages);
            more.add(Stage.DISCOVERY);
            return more;
        }
        if (this == CLOSES && !presales) {
            var more = new ArrayList<>(stages);
            more.addFirst(Stage.DISCOVERY);
            return more;
        }
        return stages;
    }
}
