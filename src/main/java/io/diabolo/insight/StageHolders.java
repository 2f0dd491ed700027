package io.diabolo.insight;

import io.diabolo.journey.Stage;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;

/** Who holds the stages and what is missing there, as the module says that knows the organisation; a bean. */
public interface StageHolders {
    /** The names of those who hold each stage, each once; nobody where a stage isn't named. */
    Map<Stage, List<String>> names();

    /** What matters most of what is missing. */
    List<Gap> gaps(int most, Ui ui);

    /** Where all of it stands. */
    String path();

    /**
     * @param kind such as hole; it names the badge's text, {@code finding.kind.<kind>}
     * @param path where one looks further
     * @param mending where it is mended, or empty; {@code action} says how
     */
    record Gap(String kind, String text, String path, String action, String mending) {}
}
