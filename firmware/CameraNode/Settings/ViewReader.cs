using System.Collections;

namespace CameraNode
{
    /// <summary>Reads regions from JSON, and says where one is wrong.</summary>
    internal static class ViewReader
    {
        private const int Missing = -1;

        /// <summary>Reads the only region.</summary>
        public static ViewRegions ReadOne(JsonReader json)
        {
            return new ViewRegions(new ViewRegion[] { Read(json, false) });
        }

        /// <summary>Reads a list of regions with names.</summary>
        public static ViewRegions ReadList(JsonReader json)
        {
            ArrayList read = new ArrayList();
            json.BeginArray();
            while (json.NextItem())
            {
                int place = json.ValueStart;
                if (read.Count == RegionsSetting.Most)
                {
                    throw json.Fault(place, $"More than {RegionsSetting.Most} regions; leave this one out.");
                }

                read.Add(Read(json, true));
                if (ToRegions(read).Twin() >= 0)
                {
                    throw json.Fault(place, "Two regions have one name; each needs its own.");
                }
            }

            if (read.Count == 0)
            {
                throw json.Fault(
                    json.Position - 1, "A region is expected here as the value of regions; null stands for none.");
            }

            return ToRegions(read);
        }

        private static ViewRegion Read(JsonReader json, bool isNamed)
        {
            int place = json.ValueStart;
            string name = string.Empty;
            int[] numbers = new int[] { Missing, Missing, Missing };
            json.BeginObject();
            string? member = json.NextName();
            while (member != null)
            {
                int index = member == "x" ? 0 : member == "y" ? 1 : member == "size" ? 2 : Missing;
                if (index != Missing)
                {
                    numbers[index] = json.ReadWhole();
                    if (numbers[index] < 0)
                    {
                        throw json.Fault(json.ValueStart, $"{member} is {numbers[index]}; it must be 0..1000.");
                    }
                }
                else if (isNamed && member == "name")
                {
                    name = json.ReadText();
                }
                else
                {
                    string known = isNamed ? "name, x, y and size" : "x, y and size";
                    throw json.Fault(json.NameStart, $"A region has {known}, nothing else.");
                }

                member = json.NextName();
            }

            if (numbers[0] == Missing || numbers[1] == Missing || numbers[2] == Missing)
            {
                throw json.Fault(place, "A region needs x, y and size, in per mille of the frame.");
            }

            ViewRegion region = new ViewRegion(name, numbers[0], numbers[1], numbers[2]);
            string fault = region.Fault(isNamed);
            return fault.Length == 0 ? region : throw json.Fault(place, fault);
        }

        private static ViewRegions ToRegions(ArrayList read)
        {
            ViewRegion[] all = new ViewRegion[read.Count];
            for (int i = 0; i < all.Length; i++)
            {
                all[i] = (ViewRegion)read[i]!;
            }

            return new ViewRegions(all);
        }
    }
}
