package io.diabolo.web;

import io.diabolo.platform.Actor;

/** What the bell in every page's header says; given by one module as a bean. */
public interface Bell {
    /** Where it leads. */
    String path();

    /** The topics on which it looks again, as {@code hx-trigger} names them. */
    String topics(Actor me);

    /** What is beyond isn't counted. */
    int MOST = 99;

    /** How much is unread, at most one more than {@link #MOST}; read each time a page is drawn, so it has to be cheap. */
    long count(Actor me);
}
