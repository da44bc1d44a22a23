#pragma once

#define CONFIG_IDF_TARGET_ESP32S3 1
