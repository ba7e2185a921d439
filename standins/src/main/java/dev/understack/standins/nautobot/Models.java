package dev.understack.standins.nautobot;

import static dev.understack.standins.nautobot.Reference.OnDelete.CASCADE;
import static dev.understack.standins.nautobot.Reference.OnDelete.CLEAR;
import static dev.understack.standins.nautobot.Reference.OnDelete.PROTECT;

import java.util.List;

/** The collections of Nautobot 2 that UnderStack uses, as far as it uses them. */
final class Models {
  static final String STATUSES = "extras/statuses";
  static final String ROLES = "extras/roles";
  static final String TENANTS = "tenancy/tenants";
  static final String LOCATIONS = "dcim/locations";
  static final String RACKS = "dcim/racks";
  static final String MANUFACTURERS = "dcim/manufacturers";
  static final String DEVICE_TYPES = "dcim/device-types";
  static final String DEVICES = "dcim/devices";
  static final String INTERFACES = "dcim/interfaces";
  static final String CABLES = "dcim/cables";
  static final String NAMESPACES = "ipam/namespaces";
  static final String PREFIXES = "ipam/prefixes";
  static final String IP_ADDRESSES = "ipam/ip-addresses";
  static final String IP_TO_INTERFACE = "ipam/ip-address-to-interface";
  static final String UCVNIS = "plugins/undercloud-vni/ucvnis";
  static final String UCVNI_GROUPS = "plugins/undercloud-vni/ucvni-groups";
  static final String NOTES = "extras/notes";

  static final String LOCATION_TYPES = "dcim/location-types";
  static final String CUSTOM_FIELDS = "extras/custom-fields";

  private static final String ANY = "non_field_errors";

  static final List<Model> ALL =
      List.of(
          Model.of(STATUSES, "extras.status", "Status")
              .required("name")
              .nullable("content_types")
              .uniqueName(),
          Model.of(ROLES, "extras.role", "Role")
              .required("name")
              .nullable("content_types")
              .uniqueName(),
          Model.of(CUSTOM_FIELDS, "extras.customfield", "CustomField", "Custom field")
              .required("label", "type")
              .optional("key")
              .nullable("content_types")
              .unique("key", "custom field with this key already exists.", "key"),
          Model.of(TENANTS, "tenancy.tenant", "Tenant")
              .required("name")
              .optional("description", "comments")
              .uniqueName(),
          Model.of(LOCATION_TYPES, "dcim.locationtype", "LocationType", "Location type")
              .required("name")
              .nullable("content_types")
              .uniqueName(),
          Model.of(LOCATIONS, "dcim.location", "Location")
              .required("name")
              .refers("location_type", LOCATION_TYPES, true, PROTECT)
              .refers("status", STATUSES, true, PROTECT)
              .uniqueName(),
          Model.of(RACKS, "dcim.rack", "Rack")
              .required("name")
              .refers("location", LOCATIONS, true, PROTECT)
              .refers("status", STATUSES, true, PROTECT)
              .unique(ANY, "The fields location, name must make a unique set.", "location", "name"),
          Model.of(MANUFACTURERS, "dcim.manufacturer", "Manufacturer")
              .required("name")
              .uniqueName(),
          Model.of(DEVICE_TYPES, "dcim.devicetype", "DeviceType", "Device type")
              .required("model")
              .refers("manufacturer", MANUFACTURERS, true, PROTECT)
              .unique(
                  ANY,
                  "The fields manufacturer, model must make a unique set.",
                  "manufacturer",
                  "model"),
          Model.of(DEVICES, "dcim.device", "Device")
              .nullable("name", "position")
              .optional("serial", "comments")
              .refers("device_type", DEVICE_TYPES, true, PROTECT)
              .refers("role", ROLES, true, PROTECT)
              .refers("status", STATUSES, true, PROTECT)
              .refers("location", LOCATIONS, true, PROTECT)
              .refers("rack", RACKS, false, PROTECT)
              .refers("tenant", TENANTS, false, PROTECT)
              .oneOf("face", "front", "rear")
              .unique(
                  "__all__",
                  "Device with this Location, Tenant and Name already exists.",
                  "location",
                  "tenant",
                  "name")
              .unique(
                  ANY,
                  "The position and face is already occupied on this rack. The fields rack,"
                      + " position, face must make a unique set.",
                  "rack",
                  "position",
                  "face"),
          Model.of(INTERFACES, "dcim.interface", "Interface")
              .required("name")
              .nullable("mac_address")
              .optional("description", "label")
              .flag("enabled", true)
              .flag("mgmt_only", false)
              .refers("device", DEVICES, false, CASCADE)
              .refers("status", STATUSES, true, PROTECT)
              .refers("lag", INTERFACES, false, CLEAR)
              .oneOf(
                  "type",
                  "virtual",
                  "lag",
                  "other",
                  "1000base-t",
                  "10gbase-t",
                  "10gbase-x-sfpp",
                  "25gbase-x-sfp28",
                  "100gbase-x-qsfp28")
              .unique(ANY, "The fields device, name must make a unique set.", "device", "name"),
          Model.of(CABLES, "dcim.cable", "Cable")
              .required(
                  "termination_a_type",
                  "termination_a_id",
                  "termination_b_type",
                  "termination_b_id")
              .refers("status", STATUSES, true, PROTECT)
              .optional("label")
              .unique(
                  ANY,
                  "The fields termination_a_type, termination_a_id must make a unique set.",
                  "termination_a_type",
                  "termination_a_id")
              .unique(
                  ANY,
                  "The fields termination_b_type, termination_b_id must make a unique set.",
                  "termination_b_type",
                  "termination_b_id"),
          Model.of(NAMESPACES, "ipam.namespace", "Namespace")
              .required("name")
              .optional("description")
              .uniqueName(),
          Model.of(PREFIXES, "ipam.prefix", "Prefix")
              .required("prefix")
              .refers("namespace", NAMESPACES, false, PROTECT)
              .refers("status", STATUSES, true, PROTECT)
              .refers("tenant", TENANTS, false, PROTECT)
              .unique(
                  "__all__",
                  "Prefix with this Namespace, Network and Prefix length already exists.",
                  "namespace",
                  "prefix"),
          Model.of(IP_ADDRESSES, "ipam.ipaddress", "IPAddress", "IP address")
              .required("address")
              .optional("host")
              .refers("parent", PREFIXES, false, PROTECT)
              .refers("status", STATUSES, true, PROTECT)
              .refers("tenant", TENANTS, false, PROTECT)
              .unique(
                  "__all__",
                  "IP address with this Parent and Host already exists.",
                  "parent",
                  "host"),
          Model.of(IP_TO_INTERFACE, "ipam.ipaddresstointerface", "IPAddressToInterface")
              .flag("is_primary", false)
              .refers("ip_address", IP_ADDRESSES, true, CASCADE)
              .refers("interface", INTERFACES, false, CASCADE)
              .unique(
                  ANY,
                  "The fields interface, ip_address must make a unique set.",
                  "interface",
                  "ip_address"),
          Model.of(UCVNI_GROUPS, "vni_custom_model.ucvnigroup", "UCVNIGroup")
              .required("name")
              .optional("range", "description")
              .uniqueName(),
          Model.of(UCVNIS, "vni_custom_model.ucvni", "UCVNI")
              .required("name", "ucvni_id")
              .refers("ucvni_group", UCVNI_GROUPS, true, PROTECT)
              .refers("status", STATUSES, true, PROTECT)
              .refers("tenant", TENANTS, false, PROTECT)
              .unique(
                  ANY,
                  "UCVNI with this Ucvni group and UCVNI_ID already exists.",
                  "ucvni_group",
                  "ucvni_id"),
          Model.of(NOTES, "extras.note", "Note")
              .required("note", "assigned_object_type", "assigned_object_id"));

  private Models() {}
}
