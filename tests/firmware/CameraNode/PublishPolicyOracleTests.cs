using System;
using System.Collections.Generic;
using System.Linq;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>
/// Random frames and settings: the policy against one that looks back over the whole past every time.
/// </summary>
[TestClass]
public class PublishPolicyOracleTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void AgreesWithOneThatRemembersEverything(int seed)
    {
        Random random = new(seed);
        int published = 0;
        for (int round = 0; round < 500; round++)
        {
            NodeSettings settings = new()
            {
                Rule = (PublishRule)random.Next(3),
                MinProbability = 0.5f,
                Hysteresis = random.Next(2) * 0.25f,
                StableFrames = random.Next(1, 5),
                StableMilliseconds = random.Next(3) * 25,
                ReportNothing = random.Next(2) == 0,
                RepublishMilliseconds = random.Next(1, 200),
            };
            PublishPolicy policy = new(settings);
            Oracle oracle = new(settings);
            long now = 0;
            for (int i = 0; i < 100; i++)
            {
                // Runs of the same class, so that some become stable.
                now += random.Next(30);
                int index = random.Next(10) < 8 ? i / 12 % 3 : random.Next(3);
                float probability = random.Next(5) * 0.25f;

                PublishVerdict verdict = policy.Judge(now, index, probability);

                Assert.AreEqual(
                    oracle.Judge(now, index, probability), verdict, $"seed {seed}, round {round}, frame {i}");
                published += verdict == PublishVerdict.Keep ? 0 : 1;
            }
        }

        Assert.IsGreaterThan(1000, published);
    }

    private sealed class Oracle(NodeSettings settings)
    {
        private readonly List<(long Time, int Seen)> past = [];
        private int? stable;
        private long last;

        public PublishVerdict Judge(long now, int index, float probability)
        {
            bool holds = settings.Rule != PublishRule.EveryFrame && stable == index;
            int seen = probability >= settings.MinProbability - (holds ? settings.Hysteresis : 0) ? index : -1;
            past.Add((now, seen));
            PublishVerdict wish = seen >= 0 ? PublishVerdict.Publish
                : settings.ReportNothing ? PublishVerdict.PublishNothing : PublishVerdict.Keep;
            if (settings.Rule == PublishRule.EveryFrame || wish == PublishVerdict.Keep)
            {
                return wish;
            }

            bool due = seen == stable
                ? settings.Rule == PublishRule.OnChangeAndInterval && now - last >= settings.RepublishMilliseconds
                : IsStable(now, seen) && (seen >= 0 || stable != null);
            if (!due)
            {
                return PublishVerdict.Keep;
            }

            stable = seen;
            last = now;
            return wish;
        }

        private bool IsStable(long now, int seen)
        {
            (long Time, int Seen)[] run = [.. past.AsEnumerable().Reverse().TakeWhile(p => p.Seen == seen)];
            return run.Length >= settings.StableFrames && now - run[^1].Time >= settings.StableMilliseconds;
        }
    }
}
