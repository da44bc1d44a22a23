using System;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// Takes other views from the broker while the node runs: checked, in force from the next frame on, stored, and
    /// answered with what is seen now.
    /// </summary>
    internal sealed class ViewInbox : TopicHandler
    {
        private readonly NodeContext node;
        private readonly SettingsStore store;

        public ViewInbox(NodeContext node, SettingsStore store)
        {
            this.node = node;
            this.store = store;
        }

        /// <inheritdoc/>
        public override string Topic
        {
            get { return NodeMessages.Topic(node.Settings, "view/set"); }
        }

        /// <summary>Takes rotate, crop, regions; what is not named stays; crop ends regions and they it.</summary>
        public override void Take(string text)
        {
            NodeSettings settings = node.Settings;
            int rotate = settings.Rotate;
            ViewRegions? crop = settings.Crop;
            ViewRegions? regions = settings.Regions;
            string problem = Try(text);
            if (problem.Length > 0)
            {
                settings.Rotate = rotate;
                settings.Crop = crop;
                settings.Regions = regions;
                Answer(new JsonText().Add("ok", false).Add("problem", problem));
                return;
            }

            node.Views.Renew();
            node.Home.Refresh();
            JsonText answer = new JsonText().Add("ok", true);
            string fault = Store(settings);
            if (fault.Length > 0)
            {
                answer.Add("problem", "It is in force until the next start, but not stored: " + fault);
            }

            AddSeen(answer);
            Answer(answer);
        }

        private string Try(string text)
        {
            try
            {
                Read(text);
                node.Settings.Check();
                Network? network = node.Report.Model;
                NodeViews views = node.Views;
                return network == null
                    ? string.Empty
                    : new NodeViews(node.Settings).Fault(network, views.FrameWidth, views.FrameHeight);
            }
            catch (ArgumentException e)
            {
                // A fault of the text or of a setting.
                return e.Message;
            }
        }

        private void Read(string text)
        {
            JsonReader json = new JsonReader(text);
            string? name = json.NextName();
            while (name != null)
            {
                Setting? setting = SettingsTable.Find(name);
                if (setting == ViewSettings.Crop)
                {
                    node.Settings.Regions = null;
                }
                else if (setting == ViewSettings.Regions)
                {
                    node.Settings.Crop = null;
                }
                else if (setting != ViewSettings.Rotate)
                {
                    throw json.Fault(json.NameStart, "A view has rotate and either crop or regions, nothing else.");
                }

                int place = json.ValueStart;
                object? value = setting.Read(json);
                string fault = setting.Fault(value);
                if (fault.Length > 0)
                {
                    throw json.Fault(place, fault);
                }

                node.Settings.Set(setting, value);
                name = json.NextName();
            }
        }

        /// <summary>All at once: there is no moment at which crop and regions are stored, and one backup.</summary>
        private string Store(NodeSettings settings)
        {
            try
            {
                store.Change(
                    new Setting[] { ViewSettings.Crop, ViewSettings.Regions, ViewSettings.Rotate },
                    new string[]
                    {
                        ((RegionsSetting)ViewSettings.Crop).ToJson(settings.Crop),
                        ((RegionsSetting)ViewSettings.Regions).ToJson(settings.Regions),
                        settings.Rotate.ToString(),
                    });
                return string.Empty;
            }
            catch (Exception e)
            {
                // The file system throws exceptions of many kinds; the node goes on with the view.
                node.Parts.Observer.Warned($"The view is not stored: {e.Message}");
                return e.Message.Length > 0 ? e.Message : "the file system fails.";
            }
        }

        /// <summary>What is seen now, in pixels of the turned frame, where there has been a frame.</summary>
        private void AddSeen(JsonText answer)
        {
            NodeViews views = node.Views;
            Network? network = node.Report.Model;
            answer.Add("rotate", node.Settings.Rotate);
            if (network == null || views.FrameWidth == 0)
            {
                return;
            }

            string all = string.Empty;
            for (int i = 0; i < views.Count; i++)
            {
                RegionWatch watch = views.At(i);
                CropRectangle seen = watch.View.Rectangle(views.FrameWidth, views.FrameHeight, network.Header);
                JsonText one = new JsonText();
                if (watch.Name.Length > 0)
                {
                    one.Add("name", watch.Name);
                }

                one.Add("left", seen.Left).Add("top", seen.Top).Add("width", seen.Width).Add("height", seen.Height);
                all += (i == 0 ? string.Empty : ",") + one.ToString();
            }

            answer.Add("frame", $"{views.FrameWidth}x{views.FrameHeight}").AddJson("seen", "[" + all + "]");
        }

        private void Answer(JsonText answer)
        {
            node.Session.Publish("view/result", answer.ToString(), 1, false);
        }
    }
}
