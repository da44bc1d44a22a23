using System;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>A convolution that will read a tensor whose zero point is being chosen.</summary>
internal static class Consumer
{
    /// <summary>Least expected error of its outputs, relative to their power.</summary>
    /// <param name="power">[in]: mean square of the tensor's channels.</param>
    public static double RelativeError(Convolution consumer, double[] power, Quantum input)
    {
        int kernel = consumer.KernelHeight * consumer.KernelWidth;
        int taps = consumer.InChannels * kernel;
        double[] tapPower = new double[taps];
        for (int t = 0; t < taps; t++)
        {
            tapPower[t] = power[t / kernel];
        }

        double error = 0;
        double signal = 0;
        for (int o = 0; o < consumer.OutChannels; o++)
        {
            ReadOnlySpan<float> weights = consumer.Weights.AsSpan(o * taps, taps);
            error += ChannelErrors.LeastError(weights, consumer.Bias[o], tapPower, input);
            for (int t = 0; t < taps; t++)
            {
                signal += (double)weights[t] * weights[t] * tapPower[t];
            }
        }

        return signal > 0 ? error / signal : 0;
    }
}
