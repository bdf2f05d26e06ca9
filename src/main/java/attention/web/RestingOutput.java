package attention.web;

import attention.service.Cores.Turn;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Gathers what is written, sends it piece by piece, and lets others work while the client takes a
 * piece.
 */
final class RestingOutput extends OutputStream {

  private static final int PIECE = 64 * 1024;

  private final OutputStream client;
  private final Flushable flushable;
  private final Turn turn;
  private final byte[] piece = new byte[PIECE];
  private int filled;

  /**
   * @param flushable sends on what the client's stream has gathered
   */
  RestingOutput(OutputStream client, Flushable flushable, Turn turn) {
    this.client = client;
    this.flushable = flushable;
    this.turn = turn;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int written = 0;
    while (written < length) {
      if (filled == piece.length) {
        send();
      }
      int part = Math.min(length - written, piece.length - filled);
      System.arraycopy(bytes, offset + written, piece, filled, part);
      filled += part;
      written += part;
    }
  }

  /** Hands on what was gathered; whatever is behind may gather it still. */
  void send() throws IOException {
    turn.rest();
    try {
      client.write(piece, 0, filled);
      filled = 0;
    } finally {
      turn.resume();
    }
  }

  /** Sends what was gathered, as far as the client. */
  @Override
  public void flush() throws IOException {
    send();
    turn.rest();
    try {
      flushable.flush();
    } finally {
      turn.resume();
    }
  }
}
