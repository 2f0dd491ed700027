package io.diabolo.identity;

import io.diabolo.platform.StartMessage;
import io.diabolo.platform.Texts;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells the console where the first workspace is set up, as long as there is none. */
@Component
class SetupLink implements StartMessage {
    private final FirstWorkspace first;
    private final Texts texts;

    SetupLink(FirstWorkspace first, Texts texts) {
        this.first = first;
        this.texts = texts;
    }

    @Override
    public List<String> lines(String baseUrl) {
        var secret = first.link();
        return secret == null
                ? List.of()
                : List.of(
                        texts.text(Locale.getDefault(), "setup.link", baseUrl + "/setup/" + secret.text()),
                        texts.text(Locale.getDefault(), "setup.link.hours"));
    }
}
