package io.diabolo.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Who isn't signed in can't fill the server's disk or memory, whatever the page. */
@DiaboloTest
class StrangersUploadsTest {
    private final int port;
    private final MockMvcTester mvc;

    StrangersUploadsTest(Environment environment, MockMvcTester mvc) {
        this.mvc = mvc;
        this.port = environment.getRequiredProperty("local.server.port", Integer.class);
    }

    /** The first line of the answer to a request of which nothing but its head is ever sent. */
    private String answered(String path, String length) throws IOException {
        try (var line = new Socket("localhost", port)) {
            line.setSoTimeout(10_000);
            line.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: multipart/form-data; boundary=x\r\n" + length + "\r\n\r\n")
                            .getBytes(US_ASCII));
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(line.getInputStream(), US_ASCII)).readLine());
        }
    }

    @Test
    void what_the_answer_refers_to_is_explained() {
        assertThat(mvc.get().uri("/problems/upload-too-large"))
                .hasStatusOk()
                .bodyText()
                .contains("25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/j/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/applications", "/help/x/requests", "/imports", "/x"})
    void too_much_is_refused_before_it_is_sent(String path) throws IOException {
        assertThat(answered(path, "Content-Length: 1000000000")).contains(" 413 ");
        assertThat(answered(path, "Transfer-Encoding: chunked")).contains(" 413 ");
    }
}
