package attention;

import attention.kernel.Kernels;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which arithmetic the service computes with.
 *
 * @param kernel Arithmetic, and numbers as text: simd works on the processor's vectors, scalar in
 *     plain Java, auto on vectors where there are any.
 */
@ConfigurationProperties("attention")
record KernelProperties(@DefaultValue("auto") Kernels.Choice kernel) {}
