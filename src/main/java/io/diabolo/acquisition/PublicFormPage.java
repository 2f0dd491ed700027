package io.diabolo.acquisition;

import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;

/**
 * A form as visitors see it.
 *
 * @param hidden what goes along unseen: by which link they came, and when the form was shown
 * @param consent the text to agree to; empty where none is asked for
 * @param fault of the whole
 */
record PublicFormPage(
        String title,
        String action,
        List<Asked> asked,
        Map<String, String> hidden,
        String consent,
        boolean consentRequired,
        boolean consented,
        String consentFault,
        String fault,
        boolean embedded) {

    /**
     * One input.
     *
     * @param kind text, long, email, tel, url, number, date, choice, choices or box
     */
    record Asked(
            String name,
            String label,
            String kind,
            List<Choice> choices,
            boolean required,
            String value,
            String fault,
            String autocomplete) {
        boolean isChosen(Choice choice) {
            return List.of(value.split("\\s*,\\s*")).contains(choice.value());
        }

        String id() {
            return "f-" + name.replace('.', '-');
        }
    }

    record Choice(String value, String label) {}

    /**
     * What stands where the form stood.
     *
     * @param download where the asset is fetched, or empty
     */
    record Answer(String title, String text, String download, String assetLabel, boolean embedded) {
        static Answer of(String title, String text, boolean embedded, Ui ui) {
            return new Answer(ui.t(title), ui.t(text), "", "", embedded);
        }
    }
}
