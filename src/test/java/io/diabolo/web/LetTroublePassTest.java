package io.diabolo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.testkit.DiaboloTest;
import java.io.EOFException;
import java.net.SocketException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** A write that is lost is never answered as if it had happened. */
@DiaboloTest
class LetTroublePassTest {
    private final HandlerExceptionResolver answers;

    LetTroublePassTest(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers) {
        this.answers = answers;
    }

    @Test
    void a_broken_line_to_the_database_is_no_reader_who_left() {
        for (var broken : new Exception[] {new EOFException(), new SocketException("Connection reset by peer")}) {
            var lost = new CannotCreateTransactionException(
                    "no transaction", new SQLException("I/O error while sending to the backend", "08006", broken));

            assertThatThrownBy(() -> answers.resolveException(
                            new MockHttpServletRequest("PATCH", "/api/v1/companies/x"),
                            new MockHttpServletResponse(),
                            null,
                            lost))
                    .isSameAs(lost);
        }
        var checked = new SQLException("terminating connection", "57P01", new EOFException());
        assertThatThrownBy(() -> answers.resolveException(
                        new MockHttpServletRequest(), new MockHttpServletResponse(), null, checked))
                .hasCause(checked);
    }

    @Test
    void what_isnt_trouble_is_answered_as_ever() {
        var response = new MockHttpServletResponse();

        var answer = answers.resolveException(
                new MockHttpServletRequest("GET", "/api/v1/companies"), response, null, new IllegalStateException("x"));

        assertThat(answer).isNotNull();
        assertThat(response.getStatus()).isEqualTo(500);
    }
}
