package io.diabolo.records;

import io.diabolo.web.Ui;
import org.springframework.web.servlet.ModelAndView;

/** What a module does with many chosen records, such as putting them on a list: one more button of the list's bar. A bean. */
public interface BulkAction {
    /** Whether records of this type can be chosen for it. */
    boolean takes(RecordType type);

    /** In the form: a word of its own. */
    String id();

    /** Text key of the button. */
    String label();

    /**
     * The page that asks for the rest.
     *
     * @param wanted which records: those chosen, or all that match its parameters
     * @param query the parameters as they stood in the address
     */
    ModelAndView ask(Bulk.Wanted wanted, String query, Ui ui);
}
