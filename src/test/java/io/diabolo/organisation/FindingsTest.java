package io.diabolo.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Stage;
import io.diabolo.organisation.Finding.Kind;
import io.diabolo.platform.MemberId;
import io.diabolo.roles.CanonicalRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final MemberId INES = new MemberId(new UUID(1, 1));
    private static final MemberId TOM = new MemberId(new UUID(1, 2));

    private final List<Seat> seats = new ArrayList<>();
    private final Volumes volumes = Volumes.none();

    private void seat(
            @Nullable MemberId member, CanonicalRole role, int share, List<String> channels, Stage... stages) {
        seats.add(new Seat(
                UUID.randomUUID(),
                member,
                member == null ? null : member.equals(INES) ? "Inès" : "Tom",
                role.id(),
                role,
                member == null ? PositionState.OPEN : PositionState.FILLED,
                share,
                List.of(stages),
                channels,
                List.of(),
                null));
    }

    private CoverageMap map() {
        return new CoverageMap(seats, volumes, Assumptions.of(Map.of(Assumptions.MONTH_HOURS, 100.0), Map.of()), null);
    }

    private List<Finding> found(Kind kind) {
        return Findings.of(map()).stream().filter(one -> one.kind() == kind).toList();
    }

    @Test
    void stages_that_nobody_holds_are_one_hole_as_long_as_one_role_would_fill_it() {
        seat(INES, CanonicalRole.SDR, 100, List.of(), Stage.MARKET, Stage.LEAD, Stage.QUALIFIED);
        seat(TOM, CanonicalRole.CSM, 100, List.of(), Stage.DELIVERY);
        assertThat(found(Kind.HOLE))
                .extracting(Finding::stages)
                .containsExactlyInAnyOrder(
                        List.of(Stage.DISCOVERY, Stage.PROPOSAL, Stage.CLOSING, Stage.WON),
                        List.of(Stage.LIVE),
                        List.of(Stage.GROWTH));
        // An SDR hands over to an account executive, and there is none.
        assertThat(found(Kind.HANDOFF)).extracting(Finding::handoff).contains(HandoffKind.QUALIFIED_LEAD);
    }

    @Test
    void the_largest_hole_comes_first_by_the_hours_of_its_work() {
        // live: 200 customers × 1 hour; growth: 200 × 1.5 hours
        volumes.put(Stage.LIVE, "smb", "", 200);
        volumes.put(Stage.GROWTH, "smb", "", 200);
        seat(
                INES,
                CanonicalRole.ACCOUNT_EXECUTIVE,
                100,
                List.of(),
                Stage.stages().subList(0, 8).toArray(Stage[]::new));
        assertThat(found(Kind.HOLE)).extracting(Finding::stage).containsExactly(Stage.GROWTH, Stage.LIVE);
        assertThat(found(Kind.HOLE).getFirst().weight()).isEqualTo(300, within(.01));
    }

    @Test
    void a_channel_that_nobody_takes_is_a_hole_and_an_open_position_says_that_somebody_is_looked_for() {
        volumes.put(Stage.LEAD, "smb", "inbound", 30);
        seat(INES, CanonicalRole.SDR, 100, List.of("outbound"), Stage.LEAD, Stage.QUALIFIED);
        assertThat(found(Kind.HOLE)).anySatisfy(hole -> {
            assertThat(hole.channel()).isEqualTo("inbound");
            assertThat(hole.asksForPosition()).isTrue();
        });
        seat(null, CanonicalRole.BDR, 100, List.of("inbound"), Stage.LEAD, Stage.QUALIFIED);
        assertThat(found(Kind.HOLE)).anySatisfy(hole -> {
            assertThat(hole.channel()).isEqualTo("inbound");
            assertThat(hole.coming()).isNotNull();
            assertThat(hole.asksForPosition()).isFalse();
        });
    }

    @Test
    void load_is_the_work_of_all_that_somebody_does_over_their_hours() {
        // 40 leads × 0.75 h = 30 h, 20 qualified × 1.5 h = 30 h; half a person has 50 hours.
        volumes.put(Stage.LEAD, "smb", "inbound", 40);
        volumes.put(Stage.QUALIFIED, "smb", "inbound", 20);
        seat(INES, CanonicalRole.BDR, 50, List.of(), Stage.LEAD, Stage.QUALIFIED);
        assertThat(map().cell(Stage.LEAD, "smb").load()).isEqualTo(1.2, within(.001));
        assertThat(found(Kind.OVERLOAD)).singleElement().satisfies(one -> {
            assertThat(one.role()).isEqualTo(CanonicalRole.BDR);
            assertThat(one.weight()).isEqualTo(1.2, within(.001));
        });
        // With a second half, each does half of it.
        seat(TOM, CanonicalRole.BDR, 50, List.of(), Stage.LEAD, Stage.QUALIFIED);
        assertThat(map().cell(Stage.LEAD, "smb").load()).isEqualTo(.6, within(.001));
        assertThat(found(Kind.OVERLOAD)).isEmpty();
    }

    @Test
    void two_roles_alike_overlap_until_they_say_who_takes_what() {
        seat(INES, CanonicalRole.SDR, 100, List.of(), Stage.LEAD);
        seat(TOM, CanonicalRole.BDR, 100, List.of(), Stage.LEAD);
        assertThat(found(Kind.OVERLAP))
                .singleElement()
                .satisfies(one -> assertThat(one.stages()).containsExactly(Stage.LEAD));
        // Two SDRs beside one BDR are one thing to be settled.
        seat(new MemberId(new UUID(1, 3)), CanonicalRole.SDR, 100, List.of(), Stage.LEAD);
        assertThat(found(Kind.OVERLAP))
                .singleElement()
                .satisfies(one -> assertThat(one.seats()).hasSize(3));
        seats.clear();
        seat(INES, CanonicalRole.SDR, 100, List.of("outbound"), Stage.LEAD);
        seat(TOM, CanonicalRole.BDR, 100, List.of("inbound"), Stage.LEAD);
        assertThat(found(Kind.OVERLAP)).isEmpty();
    }

    @Test
    void who_alone_holds_stages_is_named_once_with_all_of_them() {
        seat(INES, CanonicalRole.SDR, 50, List.of(), Stage.MARKET, Stage.LEAD);
        seat(INES, CanonicalRole.CSM, 50, List.of(), Stage.DELIVERY);
        seat(TOM, CanonicalRole.SDR, 100, List.of(), Stage.LEAD);
        assertThat(found(Kind.SINGLE))
                .singleElement()
                .satisfies(one -> assertThat(one.stages()).containsExactly(Stage.MARKET, Stage.DELIVERY));
    }

    @Test
    void a_goal_needs_people_as_a_hand_calculation_gives_them() {
        // 1,200,000 a year at 10,000 are ten signatures a month; half of the proposals close: 20 × 6 h of proposal.
        var typed = Map.of(
                Assumptions.AMOUNT,
                10_000.0,
                Assumptions.MONTH_HOURS,
                100.0,
                Assumptions.conversion(Stage.PROPOSAL),
                1.0,
                Assumptions.conversion(Stage.CLOSING),
                .5,
                Assumptions.INBOUND,
                1_000_000.0);
        seat(INES, CanonicalRole.ACCOUNT_EXECUTIVE, 100, List.of(), Stage.PROPOSAL);
        seat(TOM, CanonicalRole.SALES_MANAGER, 100, List.of(), Stage.CLOSING);
        var answer = Needs.of(1_200_000, new CoverageMap(seats, volumes, Assumptions.of(typed, Map.of()), null));
        assertThat(answer.signatures()).isEqualTo(10, within(.001));
        assertThat(answer.passing().get(Stage.PROPOSAL)).isEqualTo(20, within(.001));
        assertThat(answer.needs())
                .filteredOn(need -> need.role() == CanonicalRole.SALES_MANAGER)
                .singleElement()
                // 20 closings × 5 hours over 100 hours
                .satisfies(need -> assertThat(need.needed()).isEqualTo(1, within(.001)));
    }
}
