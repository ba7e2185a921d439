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

  static final List<Model> ALL =
      List.of(
          Model.of(STATUSES, "extras.status").required("name").unique("name"),
          Model.of(ROLES, "extras.role").required("name").unique("name"),
          Model.of(TENANTS, "tenancy.tenant")
              .required("name")
              .optional("description", "comments")
              .unique("name"),
          Model.of(LOCATIONS, "dcim.location").required("name").unique("name"),
          Model.of(RACKS, "dcim.rack")
              .required("name")
              .refers("location", LOCATIONS, true, PROTECT)
              .unique("location", "name"),
          Model.of(MANUFACTURERS, "dcim.manufacturer").required("name").unique("name"),
          Model.of(DEVICE_TYPES, "dcim.devicetype")
              .required("model")
              .refers("manufacturer", MANUFACTURERS, true, PROTECT)
              .unique("manufacturer", "model"),
          Model.of(DEVICES, "dcim.device")
              .optional("name", "serial", "position", "comments")
              .refers("device_type", DEVICE_TYPES, true, PROTECT)
              .refers("role", ROLES, true, PROTECT)
              .refers("status", STATUSES, true, PROTECT)
              .refers("location", LOCATIONS, true, PROTECT)
              .refers("rack", RACKS, false, PROTECT)
              .refers("tenant", TENANTS, false, PROTECT)
              .oneOf("face", "front", "rear")
              .unique("location", "tenant", "name"),
          Model.of(INTERFACES, "dcim.interface")
              .required("name")
              .optional("mac_address", "description", "enabled", "mgmt_only", "label")
              .refers("device", DEVICES, true, CASCADE)
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
              .unique("device", "name"),
          Model.of(CABLES, "dcim.cable")
              .required(
                  "termination_a_type",
                  "termination_a_id",
                  "termination_b_type",
                  "termination_b_id")
              .refers("status", STATUSES, true, PROTECT)
              .optional("label"),
          Model.of(NAMESPACES, "ipam.namespace")
              .required("name")
              .optional("description")
              .unique("name"),
          Model.of(PREFIXES, "ipam.prefix")
              .required("prefix")
              .refers("namespace", NAMESPACES, false, PROTECT)
              .refers("status", STATUSES, true, PROTECT)
              .refers("tenant", TENANTS, false, PROTECT)
              .unique("namespace", "prefix"),
          Model.of(IP_ADDRESSES, "ipam.ipaddress")
              .required("address")
              .refers("namespace", NAMESPACES, false, PROTECT)
              .refers("status", STATUSES, true, PROTECT)
              .refers("tenant", TENANTS, false, PROTECT)
              .unique("namespace", "address"),
          Model.of(IP_TO_INTERFACE, "ipam.ipaddresstointerface")
              .optional("is_primary")
              .refers("ip_address", IP_ADDRESSES, true, CASCADE)
              .refers("interface", INTERFACES, true, CASCADE)
              .unique("ip_address", "interface"),
          Model.of(UCVNI_GROUPS, "vni_custom_model.ucvnigroup")
              .required("name")
              .optional("range", "description")
              .unique("name"),
          Model.of(UCVNIS, "vni_custom_model.ucvni")
              .required("name", "ucvni_id")
              .refers("ucvni_group", UCVNI_GROUPS, true, PROTECT)
              .refers("status", STATUSES, true, PROTECT)
              .refers("tenant", TENANTS, false, PROTECT)
              .unique("ucvni_group", "ucvni_id"),
          Model.of(NOTES, "extras.note")
              .required("note", "assigned_object_type", "assigned_object_id"));

  private Models() {}
}
