package io.diabolo.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * SMTP that knows the one moment that matters: before the line that ends the message the server has nothing, after it
 * nobody knows until it answers. So that moment is noted first.
 */
final class HandingTransport extends SMTPTransport {
    private Runnable noting = () -> {};
    private boolean handed;

    HandingTransport(Session session, URLName name) {
        super(session, name);
    }

    /** @param noting called once the whole message was written, and before it is ended; it stops there when this throws */
    void begin(Runnable noting) {
        this.noting = noting;
        this.handed = false;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        noting.run();
        handed = true;
        super.finishData();
    }

    boolean isHanded() {
        return handed;
    }
}
