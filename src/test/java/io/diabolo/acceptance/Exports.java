package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Files that the product writes as a job, waited for as a person does: the page is looked at until the link is there. */
final class Exports {
    private static final Pattern LINK = Pattern.compile("href=\"(/exports/[0-9a-f-]{36}/file)\"");

    private Exports() {}

    /** The text of the newest export, once no job is under way. */
    static String newest(MockMvcTester mvc, RequestPostProcessor who) {
        var page = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> text(mvc, "/exports", who),
                        text -> LINK.matcher(text).find() && !text.contains("/cancellation"));
        var link = LINK.matcher(page);
        assertThat(link.find()).isTrue();
        return text(mvc, link.group(1), who);
    }

    private static String text(MockMvcTester mvc, String path, RequestPostProcessor who) {
        var answer = mvc.get().uri(path).with(who).exchange();
        assertThat(answer).hasStatusOk();
        return text(answer);
    }

    static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
