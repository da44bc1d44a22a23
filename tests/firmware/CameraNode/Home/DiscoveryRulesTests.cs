using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Home;

/// <summary>The rules themselves: each of these documents has one fault, and it is found.</summary>
[TestClass]
public class DiscoveryRulesTests
{
    private const string Right =
        """
        {"dev":{"ids":["a"],"name":"a"},"o":{"name":"a"},"avty_t":"s",
         "cmps":{"x":{"p":"sensor","name":"X","uniq_id":"a_x","default_entity_id":"sensor.a_x","stat_t":"s",
           "dev_cla":"duration","unit_of_meas":"s","exp_aft":5},
          "y":{"p":"number","name":"Y","uniq_id":"a_y","default_entity_id":"number.a_y","cmd_t":"c","min":0,"max":1},
          "i":{"p":"image","name":"I","uniq_id":"a_i","default_entity_id":"image.a_i","image_topic":"p"},
          "gone":{"p":"button"}}}
        """;

    [TestMethod]
    public void ARightDocumentHasNoFault()
    {
        CollectionAssert.AreEqual(new string[0], DiscoveryRules.Faults(Right));
    }

    [TestMethod]
    [DataRow("\"avty_t\":\"s\"", "\"~\":\"s\"", "the top has an unknown key ~")]
    [DataRow("\"dev\":{\"ids\":[\"a\"],", "\"dev\":{\"ids\":[],", "dev has neither identifiers nor connections")]
    [DataRow("\"ids\":[\"a\"]", "\"ids\":[\"a\"],\"colour\":\"red\"", "dev has an unknown key colour")]
    [DataRow("\"o\":{\"name\":\"a\"},", "", "origin is missing")]
    [DataRow("\"o\":{\"name\":\"a\"}", "\"o\":{\"sw\":\"1\"}", "name is missing")]
    [DataRow("\"o\":{\"name\":\"a\"}", "\"o\":{\"name\":\"a\",\"cu\":\"b\"}", "o has an unknown key cu")]
    [DataRow("\"p\":\"sensor\"", "\"p\":\"sensors\"", "x has no known platform")]
    [DataRow("\"gone\":{\"p\":\"button\"}", "\"gone\":{}", "gone has no known platform")]
    [DataRow("\"gone\":", "\"go ne\":", "go ne is no name of a component")]
    [DataRow("\"stat_t\":\"s\"", "\"val_tpl\":\"s\"", "x needs state_topic")]
    [DataRow("\"uniq_id\":\"a_x\",", "", "x needs unique_id")]
    [DataRow("\"uniq_id\":\"a_x\"", "\"uniq_id\":\"a_y\"", "y has the unique id of another one")]
    [DataRow("\"name\":\"X\"", "\"name\":null", "name is null")]
    [DataRow("sensor.a_x", "switch.a_x", "x has a default_entity_id that is no sensor's")]
    [DataRow("sensor.a_x", "sensor.A-x", "x has a default_entity_id that is no sensor's")]
    [DataRow("\"duration\"", "\"durations\"", "x has device_class durations, which no sensor has")]
    [DataRow(
        "\"unit_of_meas\":\"s\"", "\"unit_of_meas\":\"B\"", "x has a unit that device_class duration does not take")]
    [DataRow("\"exp_aft\":5", "\"exp_aft\":0", "x has a expire_after that is no time")]
    [DataRow("\"exp_aft\":5", "\"ent_cat\":\"config\"", "x has an entity_category that it may not have")]
    [DataRow("\"exp_aft\":5", "\"stat_cla\":\"sum\"", "x has an unknown state_class")]
    [DataRow("\"exp_aft\":5", "\"off_dly\":5", "x has an unknown key off_delay")]
    [DataRow("\"cmd_t\":\"c\"", "\"cmd_t\":\"c/#\"", "y has a command_topic that is no topic")]
    [DataRow("\"min\":0", "\"min\":1", "y has no range")]
    [DataRow("\"image_topic\":\"p\"", "\"image_topic\":\"p\",\"url_topic\":\"u\"",
        "i needs either image_topic or url_topic")]
    [DataRow("\"image_topic\":\"p\"", "\"qos\":1", "i needs either image_topic or url_topic")]
    [DataRow("\"image_topic\":\"p\"", "\"image_topic\":\"p\",\"qos\":3", "i has an unknown qos")]
    [DataRow("\"ids\":[\"a\"]", "\"ids\":[\"a\"],\"identifiers\":[\"a\"]", "dev has identifiers twice")]
    public void AFaultIsFound(string right, string wrong, string fault)
    {
        Assert.Contains(right, Right);
        CollectionAssert.Contains(DiscoveryRules.Faults(Right.Replace(right, wrong)).ToArray(), fault);
    }
}
