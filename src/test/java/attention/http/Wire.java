package attention.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A bare connection to the service, for what no proper client sends or sees. */
public final class Wire implements AutoCloseable {

  private static final int PATIENCE = 30_000;
  private static final int SMALL_WINDOW = 4096;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final Socket socket;

  private Wire(int port, int window) {
    try {
      socket = new Socket();
      if (window > 0) {
        socket.setReceiveBufferSize(window);
      }
      socket.setSoTimeout(PATIENCE);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Wire to(int port) {
    return new Wire(port, 0);
  }

  /** A connection on which little arrives before it is read. */
  public static Wire withSmallWindow(int port) {
    return new Wire(port, SMALL_WINDOW);
  }

  public Wire send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public Wire send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends no more, and still reads. */
  public void end() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request with a body of JSON. */
  public Wire post(String path, byte[] body, String... headers) {
    String more =
        Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining());
    send(head(path) + more + "Content-Length: " + body.length + "\r\n\r\n");
    return send(body);
  }

  /** The begin of a request with a body of JSON, its headers still open. */
  public static String head(String path) {
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  }

  /** Reads some bytes. */
  public int read(byte[] buffer) {
    try {
      return socket.getInputStream().read(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next bytes that arrive. */
  public String begin(int bytes) {
    try {
      return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that arrives until the service closes or resets the connection. */
  public String rest() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = socket.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        all.write(buffer, 0, read);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("Neither more bytes nor an end", e);
    } catch (IOException e) {
      // A reset is an end too.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** The one answer on this connection, which the service then closes. */
  public Answer answer() {
    String all = rest();
    int end = all.indexOf(END_OF_HEAD);
    if (end < 0) {
      throw new AssertionError("No answer: '" + all + "'");
    }
    byte[] body = all.substring(end + END_OF_HEAD.length()).getBytes(StandardCharsets.ISO_8859_1);
    return answer(all.substring(0, end), body);
  }

  /** The next answer, on a connection that stays open; one whose length is told. */
  public Answer next() {
    StringBuilder head = new StringBuilder();
    byte[] one = new byte[1];
    while (head.indexOf(END_OF_HEAD) < 0) {
      if (read(one) < 0) {
        throw new AssertionError("No answer: '" + head + "'");
      }
      head.append((char) (one[0] & 0xFF));
    }
    Answer begun = answer(head.toString(), new byte[0]);
    byte[] body = new byte[Integer.parseInt(begun.header("Content-Length").orElse("0"))];
    try {
      socket.getInputStream().readNBytes(body, 0, body.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(begun.status(), begun.headers(), body);
  }

  private static Answer answer(String head, byte[] body) {
    List<String> lines = head.lines().filter(line -> !line.isEmpty()).toList();
    Map<String, List<String>> headers =
        lines.stream()
            .skip(1)
            .map(line -> line.split(": ?", 2))
            .collect(Collectors.toMap(line -> line[0], line -> List.of(line[1]), (a, b) -> a));
    return new Answer(Integer.parseInt(lines.getFirst().split(" ")[1]), headers, body);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
