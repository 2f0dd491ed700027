package io.diabolo.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.identity.Teams;
import io.diabolo.journey.Stage;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import org.junit.jupiter.api.Test;

@DiaboloTest
class PositionTest {
    private final Records records;
    private final RecordTypes types;
    private final Positions positions;
    private final Teams teams;

    PositionTest(Records records, RecordTypes types, Positions positions, Teams teams) {
        this.records = records;
        this.types = types;
        this.positions = positions;
        this.teams = teams;
    }

    @Test
    void who_fills_a_position_makes_it_filled_and_without_a_title_it_has_its_roles(Given given) {
        var ines = given.member("Inès", "sdr");
        given.run(() -> {
            records.create(
                    types.byId("position").orElseThrow(),
                    Map.of("role", "sdr", "member", ines.member().value().toString(), "share", "60"),
                    given.administrator());
            assertThat(positions.all()).singleElement().satisfies(position -> {
                assertThat(position.isFilled()).isTrue();
                assertThat(position.memberName()).isEqualTo("Inès");
                assertThat(position.title()).startsWith("SDR");
                assertThat(position.share()).isEqualTo(60);
                // Those of the role, as it names none.
                assertThat(position.stages()).containsExactly(Stage.MARKET, Stage.LEAD, Stage.QUALIFIED);
                assertThat(position.serves("smb")).isTrue();
            });
            assertThat(positions.of(ines.member())).hasSize(1);
        });
    }

    @Test
    void a_position_says_where_it_is_held_and_can_be_let_go(Given given) {
        var tom = given.member("Tom", "ae");
        given.run(() -> {
            teams.create("Ventes", given.administrator());
            var type = types.byId("position").orElseThrow();
            var saved = records.create(
                    type,
                    Map.of(
                            "name",
                            "AE grands comptes",
                            "role",
                            "account-executive",
                            "member",
                            tom.member().value().toString(),
                            "team",
                            "ventes",
                            "segments",
                            "mid_market, enterprise",
                            "languages",
                            "fr,en",
                            "quota",
                            "600000 EUR"),
                    given.administrator());
            var position = positions.get(saved.record().id());
            assertThat(position.teamName()).isEqualTo("Ventes");
            assertThat(position.serves("smb")).isFalse();
            assertThat(position.serves("enterprise")).isTrue();
            assertThat(position.languages()).containsExactly("fr", "en");
            records.update(type, position.id(), Map.of("state", "open"), null, given.administrator());
            assertThat(positions.open())
                    .singleElement()
                    .satisfies(open -> assertThat(open.member()).isNull());
        });
    }

    @Test
    void what_cant_be_is_said_at_its_field(Given given) {
        assertThatThrownBy(() -> create(given, Map.of("name", "X", "share", "120", "team", "Nowhere")))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults())
                                .extracting(BadInput.Fault::field)
                                .contains("role", "share", "team"));
        assertThatThrownBy(() -> create(given, Map.of("role", "sdr", "state", "filled")))
                .isInstanceOf(BadInput.class);
        given.run(() -> assertThat(positions.all()).isEmpty());
    }

    private void create(Given given, Map<String, String> input) {
        given.run(() -> records.create(types.byId("position").orElseThrow(), input, given.administrator()));
    }

    @Test
    void who_only_sells_doesnt_change_the_organisation(Given given) {
        var tom = given.member("Tom", "ae");
        assertThatThrownBy(() -> given.run(
                        () -> records.create(types.byId("position").orElseThrow(), Map.of("role", "sdr"), tom)))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void an_own_role_gives_its_canonical_role_its_name_and_its_stages(Given given) {
        given.run(() -> {
            var me = given.administrator();
            var own = records.create(
                            types.byId("own_role").orElseThrow(),
                            Map.of("name", "Éclaireur", "based_on", "business-developer", "stages", "market, lead"),
                            me)
                    .record()
                    .id();
            records.create(types.byId("position").orElseThrow(), Map.of("own_role", own.toString()), me);
            assertThat(positions.open()).singleElement().satisfies(position -> {
                assertThat(position.title()).isEqualTo("Éclaireur");
                assertThat(position.role().id()).isEqualTo("business-developer");
                assertThat(position.stages()).containsExactly(Stage.MARKET, Stage.LEAD);
            });
        });
    }
}
