package io.diabolo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class OperationsTest {
    private final MockMvcTester mvc;
    private final MeterRegistry meters;

    OperationsTest(MockMvcTester mvc, MeterRegistry meters) {
        this.mvc = mvc;
        this.meters = meters;
    }

    @Test
    void everybody_may_ask_whether_it_lives_and_is_ready_but_not_why() {
        for (var probe : List.of("", "/liveness", "/readiness")) {
            assertThat(mvc.get().uri("/actuator/health" + probe).with(OperationsTest::fromElsewhere))
                    .as(probe)
                    .hasStatusOk()
                    .bodyText()
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("components", "database");
        }
    }

    @Test
    void figures_of_the_server_are_for_this_machine_and_who_has_the_token() {
        assertThat(mvc.get().uri("/actuator/prometheus").with(OperationsTest::fromElsewhere))
                .hasStatus(HttpStatus.FOUND)
                .hasRedirectedUrl("/sign-in");
        assertThat(new MetricsToken("watch").lets(bearing("Bearer watch"))).isTrue();
        assertThat(new MetricsToken("watch").lets(bearing("Bearer wetch"))).isFalse();
        assertThat(new MetricsToken("").lets(bearing("Bearer "))).isFalse();
    }

    @Test
    void a_monitor_sees_jobs_events_streams_funnel_and_pool() {
        for (var meter : List.of(
                "diabolo.jobs",
                "diabolo.events.backlog",
                "diabolo.events.oldest",
                "diabolo.live.streams",
                "diabolo.funnel.answers",
                "diabolo.funnel.journeys",
                "hikaricp.connections.active")) {
            assertThat(meters.get(meter).gauge().value()).as(meter).isGreaterThanOrEqualTo(0);
        }
    }

    private static MockHttpServletRequest fromElsewhere(MockHttpServletRequest request) {
        request.setRemoteAddr("192.0.2.7");
        request.setServerName("crm.example.org");
        return request;
    }

    private static MockHttpServletRequest bearing(String header) {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        return request;
    }
}
