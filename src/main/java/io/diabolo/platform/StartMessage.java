package io.diabolo.platform;

import java.util.List;

/** What a module has to say on the console once Diabolo is ready, such as the link that sets up the first workspace. */
public interface StartMessage {
    /**
     * The lines to print; none if there is nothing to say.
     *
     * @param baseUrl where this Diabolo answers, without a slash at the end
     */
    List<String> lines(String baseUrl);
}
