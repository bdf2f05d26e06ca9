package attention.front;

import java.time.Duration;

/**
 * When one more of the {@link RequestThreads} may be busy.
 *
 * @param brief as long as a request waits for a short one to end, and as a request is taken for a
 *     short one
 * @param computed the time on a core after which a thread is not counted
 * @param queued after which a request gets a thread, however many are busy
 * @param idle after which a thread without a request ends
 */
record Patience(Duration brief, Duration computed, Duration queued, Duration idle) {}
