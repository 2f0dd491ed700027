package io.diabolo.identity;

import io.diabolo.platform.StartMessage;
import io.diabolo.platform.Texts;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells the console where the first workspace is set up, as long as there is none. */
@Component
class SetupLink implements StartMessage {
    private final FirstWorkspace first;
    private final Texts texts;

    /** The demo makes its workspace itself. */
    private final boolean demo;

    SetupLink(FirstWorkspace first, Texts texts, @Value("${diabolo.demo:false}") boolean demo) {
        this.first = first;
        this.texts = texts;
        this.demo = demo;
    }

    @Override
    public List<String> lines(String baseUrl) {
        var secret = demo ? null : first.link();
        return secret == null
                ? List.of()
                : List.of(
                        texts.text(Locale.getDefault(), "setup.link", baseUrl + "/setup/" + secret.text()),
                        texts.text(Locale.getDefault(), "setup.link.hours"));
    }
}
