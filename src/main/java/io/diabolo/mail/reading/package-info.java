/** What a mail says once it is read: its text without what it quotes, safe HTML, and who or what wrote it. */
@NullMarked
package io.diabolo.mail.reading;

import org.jspecify.annotations.NullMarked;
