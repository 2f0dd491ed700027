package io.diabolo.records;

import static io.diabolo.jooq.Tables.CHANGE_SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.identity.MemberLeft;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class HandOverRecordsTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;

    HandOverRecordsTest(MockMvcTester mvc, DSLContext sql, Records records, RecordTypes types) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
    }

    private record Owned(RecordType type, UUID id) {}

    private Owned owned(String plural, Map<String, Object> values, Actor me) {
        var type = types.byPlural(plural);
        return new Owned(type, records.create(type, values, me).record().id());
    }

    private List<Owned> world(Given given, MemberId owner) {
        var me = given.administrator();
        return WorkspaceScope.in(given.workspace(), () -> {
            var company = owned("companies", Map.of("name", "Mécaval", "owner", owner.toString()), me);
            var deleted = owned("leads", Map.of("last_name", "Ancien", "owner", owner.toString()), me);
            records.delete(deleted.type(), deleted.id(), null, me);
            return List.of(
                    company,
                    owned("people", Map.of("last_name", "Durand", "owner", owner.toString()), me),
                    owned("leads", Map.of("last_name", "Durand", "owner", owner.toString()), me),
                    owned(
                            "opportunities",
                            Map.of("name", "Licences", "company_id", company.id(), "owner", owner.toString()),
                            me),
                    deleted);
        });
    }

    private MemberId ownerOf(Owned owned, Given given) {
        return new MemberId(given.in(() -> sql.select(owned.type().column("owner_id", UUID.class))
                .from(owned.type().table())
                .where(owned.type().column("id", UUID.class).eq(owned.id()))
                .fetchSingle()
                .value1()));
    }

    private void leaves(MemberId leaver, MemberId successor, Given given) {
        assertThat(mvc.post()
                        .uri("/members/" + leaver + "/departure")
                        .param("successor", successor.toString())
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus3xxRedirection();
    }

    private void allOwnedBy(MemberId owner, List<Owned> all, Given given) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(all)
                        .allSatisfy(one -> assertThat(ownerOf(one, given)).isEqualTo(owner)));
    }

    private List<UUID> handedOver(Given given) {
        return given.in(() -> sql.select(CHANGE_SET.ID)
                .from(CHANGE_SET)
                .where(CHANGE_SET.ACTION.eq("member.handed-over"))
                .fetch(CHANGE_SET.ID));
    }

    @Test
    void a_successor_who_left_meanwhile_passes_it_on(Given given, HandOverRecords handOver) {
        var leaver = given.member("Marc Attal", "ae").member();
        var successor = given.member("Inès Lambert", "ae").member();
        var last = given.member("Léa Martin", "ae").member();
        var all = world(given, leaver);
        given.run(() -> sql.execute(
                "update member set state = 'left', successor_id = ? where id = ?", last.value(), successor.value()));

        handOver.on(new MemberLeft(
                given.workspace(), leaver, successor, given.administrator().member(), Instant.now()));

        allOwnedBy(last, all, given);
    }

    @Test
    void all_that_a_leaver_owned_is_the_successors_by_one_change(Given given) {
        var leaver = given.member("Marc Attal", "ae").member();
        var successor = given.member("Inès Lambert", "ae").member();
        var all = world(given, leaver);

        leaves(leaver, successor, given);

        allOwnedBy(successor, all, given);
        assertThat(handedOver(given)).hasSize(1);
    }

    @Test
    void a_placeholder_that_is_replaced_hands_over_too(Given given, Members members) {
        var placeholder = given.in(() -> members.placeholder("M. Attal", null, UUID.randomUUID()));
        var member = given.member("Marc Attal", "ae").member();
        var all = world(given, placeholder);

        leaves(placeholder, member, given);

        allOwnedBy(member, all, given);
        assertThat(handedOver(given)).hasSize(1);
    }
}
